import Glibc

/// What other accounts of this machine see of the command line (`ps`, `/proc/PID/cmdline`).
enum ProcessList {
    /// Overwrites the value of `--database` with stars, as it may hold a password.
    ///
    /// To be called before anything else: until then, some milliseconds, the value can be seen. The command line as
    /// Swift knows it is a copy.
    static func hideDatabase() {
        var hidesNext = false
        let option = "--database"
        for (place, argument) in CommandLine.arguments.enumerated().dropFirst() {
            if hidesNext {
                overwrite(place, from: 0)
            } else if argument.hasPrefix(option + "=") {
                overwrite(place, from: option.utf8.count + 1)
            }
            hidesNext = argument == option && !hidesNext
        }
    }

    private static func overwrite(_ place: Int, from start: Int) {
        guard let argument = CommandLine.unsafeArgv[place] else { return }
        memset(argument + start, Int32(UInt8(ascii: "*")), max(0, strlen(argument) - start))
    }
}
