import Testing

/// Whether a precondition ended the process, and not merely an error.
func isTrap(_ result: ExitTest.Result?) -> Bool {
    if case .signal = result?.exitStatus { true } else { false }
}

struct Interruption: Error, Equatable {
    var name = "the body gives up"
}
