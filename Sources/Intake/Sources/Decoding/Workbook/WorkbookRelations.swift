/// Which parts of a workbook a part refers to.
struct WorkbookRelations {
    struct Relation {
        let id: String
        /// The last word of its type: `worksheet`, `styles`.
        let type: String
        /// The name of the part; nil where it lies outside the file.
        let part: String?
    }

    private(set) var relations: [Relation] = []

    /// Those of the part, or of the whole file where it is empty; none where nothing says any.
    init(of part: String, in archive: ZipArchive) throws(FileError) {
        let folders = part.split(separator: "/").map(String.init)
        let folder = folders.dropLast()
        let name = (folder + ["_rels", "\(folders.last ?? "").rels"]).joined(separator: "/")
        guard let stored = try archive.part(name) else { return }
        var reader = try XMLReader(name) { bytes throws(FileError) in try stored.read(into: &bytes) }
        while true {
            switch try reader.next() {
            case .finish: return
            case .start where reader.isNamed("Relationship"):
                let tag = reader.tag
                let target = try reader.string(tag.attribute("Target") ?? [])
                let isOutside = tag.attribute("TargetMode").map { $0.elementsEqual("External".utf8) } ?? false
                let type = try reader.string(tag.attribute("Type") ?? []).split(separator: "/").last
                relations.append(
                    Relation(
                        id: try reader.string(tag.attribute("Id") ?? []), type: type.map(String.init) ?? "",
                        part: isOutside ? nil : Self.resolve(target, from: Array(folder))))
            case .start, .end, .text: break
            }
        }
    }

    func first(_ type: String) -> Relation? { relations.first { $0.type == type } }

    /// The name of a part, which is only compared with those of the archive.
    private static func resolve(_ target: String, from folder: [String]) -> String {
        var parts = target.hasPrefix("/") ? [] : folder
        for step in target.split(separator: "/") {
            switch step {
            case ".": break
            case "..": _ = parts.popLast()
            default: parts.append(String(step))
            }
        }
        return parts.joined(separator: "/")
    }
}
