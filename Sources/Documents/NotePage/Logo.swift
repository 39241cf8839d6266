/// A picture that a note shows above the issuer's name: PNG or SVG, complete in itself.
package struct Logo: Equatable, Sendable {
    package struct Refusal: Error, Equatable {
        /// What is wrong, after "the logo".
        package var reason: String
    }

    private enum Kind: Equatable {
        case png(width: UInt32, height: UInt32)
        case svg
    }

    private let kind: Kind
    private let bytes: [UInt8]

    /// - Parameter bytes: of the file.
    package init(_ bytes: [UInt8]) throws(Refusal) {
        self.bytes = bytes
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            kind = try Self.png(bytes)
            return
        }
        guard let text = String(validating: bytes, as: UTF8.self), text.contains("<svg"), !text.contains("\0")
        else {
            throw Refusal(reason: "is neither a PNG nor an SVG picture")
        }
        try Self.checkSVG(text)
        kind = .svg
    }

    /// The header's width and height come first in every PNG.
    private static func png(_ bytes: [UInt8]) throws(Refusal) -> Kind {
        func number(at place: Int) -> UInt32 {
            bytes[place..<(place + 4)].reduce(0) { $0 << 8 | UInt32($1) }
        }
        guard bytes.count > 33, Array(bytes[12..<16]) == Array("IHDR".utf8),
            bytes.suffix(8).starts(with: "IEND".utf8)
        else { throw Refusal(reason: "is a damaged PNG picture") }
        let (width, height) = (number(at: 16), number(at: 20))
        guard 1...10_000 ~= width, 1...10_000 ~= height else {
            throw Refusal(reason: "is \(width) × \(height) pixels; at most 10000 each way are allowed")
        }
        return .png(width: width, height: height)
    }

    /// A note is one file: nothing is read from elsewhere, and nothing runs.
    private static func checkSVG(_ text: String) throws(Refusal) {
        let forbidden = [
            ("<!DOCTYPE", "a document type"), ("<!ENTITY", "an entity"), ("<script", "a script"),
            ("<foreignObject", "a foreign object"), ("@import", "an imported style"),
        ]
        for (mark, name) in forbidden where text.lowercased().contains(mark.lowercased()) {
            throw Refusal(reason: "has \(name), which no note may have: export it as a plain SVG")
        }
        for match in text.matches(of: /(?:href\s*=\s*["']|url\(\s*["']?)\s*([^"')\s]*)/.ignoresCase()) {
            guard match.1.hasPrefix("#") || match.1.hasPrefix("data:") else {
                throw Refusal(
                    reason: "refers to \(match.1), which is not in the file: embed it, or make it a path")
            }
        }
    }

    /// As the address of an HTML image.
    package var dataAddress: String {
        let type =
            switch kind {
            case .png: "image/png"
            case .svg: "image/svg+xml"
            }
        return "data:\(type);base64,\(BinaryText.base64(bytes))"
    }

    /// As an SVG document: a PNG is wrapped in one.
    package var svg: String {
        guard case .png(let width, let height) = kind else { return String(decoding: bytes, as: UTF8.self) }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)">\
            <image width="\(width)" height="\(height)" href="\(dataAddress)"/></svg>
            """
    }
}
