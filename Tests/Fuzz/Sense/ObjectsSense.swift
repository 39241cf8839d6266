import Intake

/// What must be true of the reading of any objects file.
package enum ObjectsSense {
    /// What makes no sense in how the bytes are read; nil when all does.
    package static func nonsense(_ bytes: [UInt8]) -> String? {
        do throws(ObjectsFile.Problems) {
            _ = try ObjectsFile.parse(bytes)
            return nil
        } catch {
            return unclear(error.problems, lines: bytes.count { $0 == UInt8(ascii: "\n") } + 1)
        }
    }

    private static func unclear(_ problems: [ObjectsFile.Problem], lines: Int) -> String? {
        if problems.isEmpty { return "is refused without a reason" }
        var last = 1
        for problem in problems {
            if problem.reason.isEmpty { return "is refused without a reason" }
            guard last...lines ~= problem.line else {
                return "is refused at line \(problem.line) of \(lines), after line \(last)"
            }
            last = problem.line
        }
        return nil
    }
}
