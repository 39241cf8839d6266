package import Intake
package import SLA
package import StrictYAML

/// The profiles that travel in the program.
package struct BuiltInProfile: Sendable {
    private let file: String
    package let yaml: [UInt8]

    package var name: String { String(file.dropLast(5)) }

    /// In the order of their names.
    package static let all: [BuiltInProfile] = [
        BuiltInProfile(file: "alertmanager.yaml", yaml: PackageResources.alertmanager_yaml),
        BuiltInProfile(file: "alertmanager-api.yaml", yaml: PackageResources.alertmanager_api_yaml),
        BuiltInProfile(file: "aws-health.yaml", yaml: PackageResources.aws_health_yaml),
        BuiltInProfile(file: "centreon.yaml", yaml: PackageResources.centreon_yaml),
        BuiltInProfile(file: "checkmk.yaml", yaml: PackageResources.checkmk_yaml),
        BuiltInProfile(file: "excel-fr.yaml", yaml: PackageResources.excel_fr_yaml),
        BuiltInProfile(file: "gatus.yaml", yaml: PackageResources.gatus_yaml),
        BuiltInProfile(file: "glpi.yaml", yaml: PackageResources.glpi_yaml),
        BuiltInProfile(file: "google-cloud.yaml", yaml: PackageResources.google_cloud_yaml),
        BuiltInProfile(file: "icalendar.yaml", yaml: PackageResources.icalendar_yaml),
        BuiltInProfile(file: "icinga.yaml", yaml: PackageResources.icinga_yaml),
        BuiltInProfile(file: "jira.yaml", yaml: PackageResources.jira_yaml),
        BuiltInProfile(file: "maintnote.yaml", yaml: PackageResources.maintnote_yaml),
        BuiltInProfile(file: "nagios.yaml", yaml: PackageResources.nagios_yaml),
        BuiltInProfile(file: "pagerduty.yaml", yaml: PackageResources.pagerduty_yaml),
        BuiltInProfile(file: "pagerduty-log.yaml", yaml: PackageResources.pagerduty_log_yaml),
        BuiltInProfile(file: "prometheus.yaml", yaml: PackageResources.prometheus_yaml),
        BuiltInProfile(file: "servicenow.yaml", yaml: PackageResources.servicenow_yaml),
        BuiltInProfile(file: "statuspage.yaml", yaml: PackageResources.statuspage_yaml),
        BuiltInProfile(file: "upptime.yaml", yaml: PackageResources.upptime_yaml),
        BuiltInProfile(file: "uptime-kuma.yaml", yaml: PackageResources.uptime_kuma_yaml),
        BuiltInProfile(file: "zabbix.yaml", yaml: PackageResources.zabbix_yaml),
        BuiltInProfile(file: "zabbix-api.yaml", yaml: PackageResources.zabbix_api_yaml),
        BuiltInProfile(file: "zabbix-csv.yaml", yaml: PackageResources.zabbix_csv_yaml),
    ]

    /// `zone` is the system's time zone of an IANA name.
    package func profile(zone: @escaping (String) -> Zone?) throws(StrictYAMLErrors) -> SourceProfile {
        try ProfileFile.parse(bytes: yaml, file: file, zone: zone)
    }
}
