import Testing

@testable import InstructionLanguage

@Suite struct SchemaTests {
  private func definitions() throws -> JSONValue {
    let schema = try JSONReader.read(
      Examples.bytes("schema/instruction.schema.json"), file: "schema")
    return try #require(schema["$defs"])
  }

  @Test func fieldsMatch() throws {
    let definitions = try definitions()
    for table in InstructionVocabulary.objects {
      guard case .object(let fields) = definitions[table.name]?["properties"] else {
        Issue.record("\(table.name) is missing")
        continue
      }
      let envelope = InstructionVocabulary.actions.contains(table.name) ? ["schema", "id"] : []
      #expect(Set(fields.map(\.name)) == Set(table.fields + envelope), "\(table.name)")
    }
  }

  @Test func wordsMatch() throws {
    let definitions = try definitions()
    for (place, words) in InstructionVocabulary.enumerations {
      let parts = place.split(separator: ".").map(String.init)
      let field = definitions[parts[0]]?["properties"]?[parts[1]]
      #expect(field?["enum"] == .array(words.map { .string($0) }), "\(place)")
    }
  }
}
