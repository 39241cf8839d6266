/// The ways that rows take into a history, as `Import.chunkBytes`.
enum ImportPaths {
    /// Staged; sent directly row by row; sent directly all at once.
    static let all: [Int?] = [nil, 1, 1 << 20]
}
