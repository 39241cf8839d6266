/// What a reader of YAML 1.1 or 1.2 takes an unquoted text for, when that is not the text itself.
///
/// Source: the types of yaml.org/type (bool, int, float, null, timestamp, merge, value).
func otherReading(ofPlain text: String) -> String? {
    switch text.lowercased() {
    case "y", "n", "yes", "no", "on", "off", "true", "false": return "true or false"
    case "", "~", "null": return "nothing"
    case "=", "<<": return "a YAML instruction"
    default: break
    }
    // Patterns are dear, and a text that begins with none of these is no number and no date.
    guard let first = text.unicodeScalars.first, "+-.0123456789".unicodeScalars.contains(first) else {
        return nil
    }
    let integer = /[-+]?(?:0b[01_]+|0x[0-9a-fA-F_]+|0o[0-7_]+|[0-9][0-9_]*)/
    let fraction = /[-+]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?/
    let special = /[-+]?\.inf|\.nan/.ignoresCase()
    let sexagesimal = /[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?/
    let timestamp = /[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt ].*)?/
    if text.wholeMatch(of: integer) != nil || text.wholeMatch(of: fraction) != nil {
        return "a number, which may lose its zeros"
    }
    if text.wholeMatch(of: special) != nil { return "a number" }
    if text.wholeMatch(of: sexagesimal) != nil { return "a base-60 number" }
    if text.wholeMatch(of: timestamp) != nil { return "a date" }
    return nil
}
