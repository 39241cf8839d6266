/// How the address of an e-invoice's receiver is written. Source: CEF list EAS, as EN 16931 uses it for BT-49.
package enum AddressScheme {
    /// The French directory: a SIREN, alone or with a suffix.
    package static let french = "0225"
    package static let email = "EM"

    package static func isKnown(_ code: String) -> Bool { codes.contains(code) }

    /// Whether the French directory can hold the address: at most 125 letters, digits, `-`, `_` and `.`.
    ///
    /// Source: XP Z12-012, rules BR-FR-23, BR-FR-25.
    package static func isFrenchAddress(_ text: String) -> Bool {
        1...125 ~= text.utf8.count
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
                    UInt8(ascii: "."):
                    true
                default: false
                }
            }
    }

    /// Those that UBL and CII both know: CII lacks 0219 and 0220.
    private static let codes = Set(
        """
        0002 0007 0009 0037 0060 0088 0096 0097 0106 0130 0135 0142 0147 0151 0154 0158 0170 0177 0183 0184 0188
        0190 0191 0192 0193 0194 0195 0196 0198 0199 0200 0201 0202 0203 0204 0205 0208 0209 0210 0211 0212 0213
        0215 0216 0217 0218 0221 0225 0230 0235 0240 0242 0244 0245 0246 0248 9910 9913 9914 9915 9918
        9919 9920 9922 9923 9924 9925 9926 9927 9928 9929 9930 9931 9932 9933 9934 9935 9936 9937 9938 9939 9940
        9941 9942 9943 9944 9945 9946 9947 9948 9949 9950 9951 9952 9953 9957 9959 AN AQ AS AU EM
        """.split { $0 == " " || $0 == "\n" }.map(String.init))
}
