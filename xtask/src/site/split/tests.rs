//! The cut of a small module, looked at from both sides.

use wasm_encoder::{NameMap, NameSection, RefType, TableType};

use super::*;

/// A function of the first part calls one of the second, which calls one that both need and one of its own.
fn module() -> Vec<u8> {
    let mut types = TypeSection::new();
    types.ty().function([], []);
    types.ty().function([wasm_encoder::ValType::I32], []);
    let mut imports = ImportSection::new();
    imports.import("./glue.js", "log", EntityType::Function(0));
    let mut functions = FunctionSection::new();
    for ty in [0, 1, 0, 0, 0] {
        functions.function(ty);
    }
    let mut tables = TableSection::new();
    tables.table(TableType {
        element_type: RefType::FUNCREF,
        table64: false,
        minimum: 3,
        maximum: Some(3),
        shared: false,
    });
    let mut exports = ExportSection::new();
    exports.export("main", ExportKind::Func, 1);
    let mut code = CodeSection::new();
    let (i32_const, call) = (Instruction::I32Const(7), Instruction::Call);
    for body in [
        vec![i32_const, call(2), call(3)],
        [vec![call(3), call(4), call(0)], vec![Instruction::Nop; SMALL]].concat(),
        vec![call(0)],
        vec![Instruction::Nop],
        vec![],
    ] {
        let mut function = Function::new([]);
        for instruction in &body {
            function.instruction(instruction);
        }
        function.instruction(&Instruction::End);
        code.function(&function);
    }
    let mut names = NameMap::new();
    for (index, name) in [
        (1, "chava[0123456789abcdef]::main"),
        (2, "chava_contribution[0123456789abcdef]::check"),
        (3, "core[0123456789abcdef]::fmt"),
        (4, "core[0123456789abcdef]::only_there"),
        (5, "chava[0123456789abcdef]::platform::later::ensure"),
    ] {
        names.append(index, name);
    }
    let mut section = NameSection::new();
    section.functions(&names);
    let mut module = Module::new();
    module.section(&types).section(&imports).section(&functions).section(&tables);
    module.section(&exports).section(&code).section(&section);
    module.finish()
}

#[test]
fn what_only_the_second_part_reaches_goes_with_it() {
    let plan = Plan::read(&module()).unwrap();
    assert_eq!(plan.later, [2, 4].into());
    assert_eq!((plan.slots, plan.shared), (vec![2], vec![0, 3]));
}

#[test]
fn the_parts_meet_in_names_and_in_the_table() {
    let parts = split(&module()).unwrap();
    let first = Plan::read(&parts.first).unwrap();
    assert_eq!((first.tables[0].initial, first.tables[0].maximum), (4, Some(4)));
    // What leads to the second part makes sure of it first.
    assert_eq!(first.calls[2], [5].into());
    assert_eq!(first.calls[1], [2, 3].into());
    let mut exported = Vec::new();
    let mut imported = Vec::new();
    for payload in Parser::new(0).parse_all(&parts.first) {
        if let Payload::ExportSection(exports) = payload.unwrap() {
            exported.extend(exports.into_iter().map(|export| export.unwrap().name.to_owned()));
        }
    }
    let mut later = Plan::default();
    for payload in Parser::new(0).parse_all(&parts.later) {
        let payload = payload.unwrap();
        if let Payload::ImportSection(imports) = payload {
            imported.extend(imports.into_imports().map(|import| import.unwrap().name.to_owned()));
        } else {
            later.take(payload).unwrap();
        }
    }
    assert_eq!(exported, ["main", "$0", "$1", "$t0"]);
    assert_eq!(imported, exported[1..]);
    // Two are imported: the log and what both need. Then come its own two.
    assert_eq!(later.calls, [[0, 1, 3].into(), BTreeSet::new()]);
    assert_eq!(later.reached, [2].into());
}

#[test]
fn a_module_without_names_is_refused() {
    let nameless = &module()[..8];
    assert!(split(nameless).is_err());
}
