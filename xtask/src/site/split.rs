//! Cuts the module in two: what every visit needs, and what only those need who open the map or say something.
//!
//! A phone starts the first part at once and fetches the second as soon as the app is ready. Both work in one memory and
//! one table. In the first part a function of the second is a few bytes: they make sure that the second part is here, then
//! call it by its place in the table. So nothing in the source knows on which side it lies, and a call that comes too early
//! only waits (`assets/boot.js` fetches the second part then and there).
//!
//! A function belongs to the second part if its name says so, or if only functions of the second part reach it.

mod names;

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use wasm_encoder::reencode::{self, Reencode, utils};
use wasm_encoder::{
    CodeSection, ConstExpr, CustomSection, ElementSection, Elements, EntityType, ExportKind, ExportSection, Function,
    FunctionSection, ImportSection, Instruction, Module, TableSection, TypeSection,
};
use wasmparser::{ElementItems, FunctionBody, Name, Operator, Parser, Payload, TypeRef};

use names::{is_later, without_hashes};

use crate::error::{Error, Result};

/// A function shorter than this goes where it is reached, whatever its name says: equal ones were made one, under the name of
/// any of them, and what leads to it would be as long.
const SMALL: usize = 96;
/// The function that makes sure the second part is here.
const ENSURE: &str = "chava::platform::later::ensure";
/// From where the second part imports what it shares with the first.
const FIRST: &str = "a";
/// The section that says which features a module uses.
const FEATURES: &str = "target_features";
/// What the names of the shared things begin with.
const SHARED: char = '$';

/// The two parts.
pub struct Parts {
    /// What starts.
    pub first: Vec<u8>,
    /// What follows.
    pub later: Vec<u8>,
}

/// Cuts a module that still has its names; none of its functions is lost or changed.
pub fn split(module: &[u8]) -> Result<Parts> {
    let plan = Plan::read(module).map_err(|error| Error::Rule(format!("the module can't be split: {error}")))?;
    let failed = |error: reencode::Error| Error::Rule(format!("the module can't be split: {error}"));
    Ok(Parts { first: plan.first(module).map_err(failed)?, later: plan.later(module).map_err(failed)? })
}

/// What is known of the module, and which function goes where.
#[derive(Default)]
struct Plan {
    /// The type of each function, imported ones first.
    types: Vec<u32>,
    /// How many parameters each type has.
    parameters: Vec<u32>,
    imported: u32,
    tables: Vec<wasmparser::TableType>,
    memories: Vec<wasmparser::MemoryType>,
    globals: Vec<wasmparser::GlobalType>,
    names: BTreeMap<u32, String>,
    /// What wasm-opt must know of the features that the module uses.
    features: Option<Vec<u8>>,
    /// What each function calls or takes the address of.
    calls: Vec<BTreeSet<u32>>,
    /// How long each function's body is, in bytes.
    lengths: Vec<usize>,
    /// What the table and the exports lead to.
    reached: BTreeSet<u32>,
    later: BTreeSet<u32>,
    ensure: u32,
    /// The functions of the second part that the first leads to: their places in the table count from its end.
    slots: Vec<u32>,
    /// The functions of the first part that the second calls.
    shared: Vec<u32>,
}

impl Plan {
    fn read(module: &[u8]) -> std::result::Result<Self, Box<dyn std::error::Error>> {
        let mut plan = Self::default();
        for payload in Parser::new(0).parse_all(module) {
            plan.take(payload?)?;
        }
        plan.ensure =
            *plan.names.iter().find(|(_, name)| *name == ENSURE).ok_or("it has no names, or nothing waits")?.0;
        plan.sort();
        Ok(plan)
    }

    fn take(&mut self, payload: Payload<'_>) -> std::result::Result<(), Box<dyn std::error::Error>> {
        match payload {
            Payload::TypeSection(types) => {
                for ty in types.into_iter_err_on_gc_types() {
                    self.parameters.push(ty?.params().len() as u32);
                }
            }
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    match import?.ty {
                        TypeRef::Func(ty) => self.types.push(ty),
                        other => return Err(format!("it imports {other:?}").into()),
                    }
                }
                self.imported = self.types.len() as u32;
                self.calls.resize_with(self.types.len(), BTreeSet::new);
                self.lengths.resize(self.types.len(), 0);
            }
            Payload::FunctionSection(functions) => {
                for ty in functions {
                    self.types.push(ty?);
                }
            }
            Payload::TableSection(tables) => {
                for table in tables {
                    self.tables.push(table?.ty);
                }
            }
            Payload::MemorySection(memories) => {
                for memory in memories {
                    self.memories.push(memory?);
                }
            }
            Payload::GlobalSection(globals) => {
                for global in globals {
                    self.globals.push(global?.ty);
                }
            }
            Payload::ExportSection(exports) => {
                for export in exports {
                    let export = export?;
                    if export.kind == wasmparser::ExternalKind::Func {
                        self.reached.insert(export.index);
                    }
                }
            }
            Payload::StartSection { func, .. } => {
                self.reached.insert(func);
            }
            Payload::ElementSection(elements) => {
                for element in elements {
                    if let ElementItems::Functions(functions) = element?.items {
                        for function in functions {
                            self.reached.insert(function?);
                        }
                    }
                }
            }
            Payload::CodeSectionEntry(body) => {
                let calls = calls(&body)?;
                self.calls.push(calls);
                self.lengths.push(body.as_bytes().len());
            }
            Payload::CustomSection(section) if section.name() == FEATURES => {
                self.features = Some(section.data().to_vec());
            }
            Payload::CustomSection(section) => {
                if let wasmparser::KnownCustom::Name(names) = section.as_known() {
                    for part in names {
                        if let Name::Function(names) = part? {
                            for name in names {
                                let name = name?;
                                self.names.insert(name.index, without_hashes(name.name));
                            }
                        }
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Decides where each function goes, and what each part needs of the other.
    fn sort(&mut self) {
        let is_later = |function: &u32| {
            let small = self.lengths.get(*function as usize).is_none_or(|length| *length < SMALL);
            !small && self.names.get(function).is_some_and(|name| is_later(name))
        };
        let mut first: BTreeSet<u32> = (0..self.imported).collect();
        let mut pending: Vec<u32> = self.reached.iter().copied().chain([self.ensure]).collect();
        while let Some(function) = pending.pop() {
            if !is_later(&function) && first.insert(function) {
                pending.extend(&self.calls[function as usize]);
            }
        }
        // An imported function calls nothing, so that none of what it leads to is missed above.
        self.later = (0..self.types.len() as u32).filter(|function| !first.contains(function)).collect();
        let mut slots: BTreeSet<u32> = self.reached.intersection(&self.later).copied().collect();
        let mut shared = BTreeSet::new();
        for (function, calls) in (0..).zip(&self.calls) {
            if self.later.contains(&function) {
                shared.extend(calls.difference(&self.later));
            } else {
                slots.extend(calls.intersection(&self.later));
            }
        }
        self.slots = slots.into_iter().collect();
        self.shared = shared.into_iter().collect();
    }

    /// The table's first place for the second part.
    fn first_slot(&self) -> u32 {
        self.tables.first().map_or(0, |table| table.initial as u32)
    }

    fn first(&self, module: &[u8]) -> std::result::Result<Vec<u8>, reencode::Error> {
        let mut first = Module::new();
        First { plan: self, next: self.imported }.parse_core_module(&mut first, Parser::new(0), module)?;
        Ok(first.finish())
    }

    fn later(&self, module: &[u8]) -> std::result::Result<Vec<u8>, reencode::Error> {
        let mut renumber = Later { numbers: BTreeMap::new() };
        let mut types = TypeSection::new();
        let mut imports = ImportSection::new();
        for (n, function) in (0..).zip(&self.shared) {
            renumber.numbers.insert(*function, n);
            imports.import(FIRST, &shared_name(n), EntityType::Function(self.types[*function as usize]));
        }
        for (n, table) in (0..).zip(&self.tables) {
            let mut table = renumber.table_type(*table)?;
            if n == 0 {
                enlarge(&mut table, self.slots.len());
            }
            imports.import(FIRST, &format!("{SHARED}t{n}"), table);
        }
        for (n, memory) in (0..).zip(&self.memories) {
            imports.import(FIRST, &format!("{SHARED}m{n}"), renumber.memory_type(*memory)?);
        }
        for (n, global) in (0..).zip(&self.globals) {
            imports.import(FIRST, &format!("{SHARED}g{n}"), renumber.global_type(*global)?);
        }
        let mut functions = FunctionSection::new();
        for (n, function) in (self.shared.len() as u32..).zip(&self.later) {
            renumber.numbers.insert(*function, n);
            functions.function(self.types[*function as usize]);
        }
        let mut elements = ElementSection::new();
        let slots: Vec<u32> = self.slots.iter().filter_map(|slot| renumber.numbers.get(slot).copied()).collect();
        let offset = ConstExpr::i32_const(self.first_slot() as i32);
        elements.active(Some(0), &offset, Elements::Functions(slots.into()));
        let mut code = CodeSection::new();
        let mut next = self.imported;
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::TypeSection(section) => renumber.parse_type_section(&mut types, section)?,
                Payload::CodeSectionEntry(body) => {
                    if self.later.contains(&next) {
                        renumber.parse_function_body(&mut code, body)?;
                    }
                    next += 1;
                }
                _ => {}
            }
        }
        let mut later = Module::new();
        if let Some(features) = &self.features {
            later.section(&CustomSection { name: FEATURES.into(), data: features.into() });
        }
        later.section(&types).section(&imports).section(&functions).section(&elements).section(&code);
        Ok(later.finish())
    }
}

/// Writes the first part: every function keeps its number.
struct First<'a> {
    plan: &'a Plan,
    /// The number of the next function body.
    next: u32,
}

impl First<'_> {
    /// Makes sure that the second part is here, and calls the function by its place.
    fn leading_to(&self, function: u32, slot: u32) -> Function {
        let ty = self.plan.types[function as usize];
        let mut code = Function::new([]);
        code.instruction(&Instruction::Call(self.plan.ensure));
        for parameter in 0..self.plan.parameters[ty as usize] {
            code.instruction(&Instruction::LocalGet(parameter));
        }
        code.instruction(&Instruction::I32Const(slot as i32));
        code.instruction(&Instruction::CallIndirect { type_index: ty, table_index: 0 });
        code.instruction(&Instruction::End);
        code
    }
}

impl Reencode for First<'_> {
    type Error = Infallible;

    fn parse_function_body(
        &mut self,
        code: &mut CodeSection,
        body: FunctionBody<'_>,
    ) -> std::result::Result<(), reencode::Error> {
        let function = self.next;
        self.next += 1;
        if !self.plan.later.contains(&function) {
            return utils::parse_function_body(self, code, body);
        }
        match self.plan.slots.binary_search(&function) {
            Ok(slot) => code.function(&self.leading_to(function, self.plan.first_slot() + slot as u32)),
            // Nobody calls it: wasm-opt takes it away.
            Err(_) => {
                let mut nothing = Function::new([]);
                nothing.instruction(&Instruction::Unreachable).instruction(&Instruction::End);
                code.function(&nothing)
            }
        };
        Ok(())
    }

    fn parse_table_section(
        &mut self,
        tables: &mut TableSection,
        section: wasmparser::TableSectionReader<'_>,
    ) -> std::result::Result<(), reencode::Error> {
        for (n, table) in section.into_iter().enumerate() {
            let table = table?;
            if n == 0 {
                let mut ty = self.table_type(table.ty)?;
                enlarge(&mut ty, self.plan.slots.len());
                tables.table(ty);
            } else {
                self.parse_table(tables, table)?;
            }
        }
        Ok(())
    }

    fn parse_export_section(
        &mut self,
        exports: &mut ExportSection,
        section: wasmparser::ExportSectionReader<'_>,
    ) -> std::result::Result<(), reencode::Error> {
        utils::parse_export_section(self, exports, section)?;
        for (n, function) in (0..).zip(&self.plan.shared) {
            exports.export(&shared_name(n), ExportKind::Func, *function);
        }
        let things = [
            (ExportKind::Table, 't', self.plan.tables.len()),
            (ExportKind::Memory, 'm', self.plan.memories.len()),
            (ExportKind::Global, 'g', self.plan.globals.len()),
        ];
        for (kind, letter, count) in things {
            for n in 0..count {
                exports.export(&format!("{SHARED}{letter}{n}"), kind, n as u32);
            }
        }
        Ok(())
    }
}

/// Writes functions of the second part with the numbers that the others have there.
struct Later {
    numbers: BTreeMap<u32, u32>,
}

impl Reencode for Later {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> std::result::Result<u32, reencode::Error> {
        // Every function that is called has a number: it is of this part, or shared.
        Ok(self.numbers.get(&function).copied().unwrap_or_default())
    }
}

fn calls(body: &FunctionBody<'_>) -> std::result::Result<BTreeSet<u32>, Box<dyn std::error::Error>> {
    let mut calls = BTreeSet::new();
    for operator in body.get_operators_reader()? {
        match operator? {
            Operator::Call { function_index }
            | Operator::ReturnCall { function_index }
            | Operator::RefFunc { function_index } => {
                calls.insert(function_index);
            }
            Operator::MemoryInit { .. } | Operator::TableInit { .. } => {
                return Err("a function reads a segment, which only one part has".into());
            }
            _ => {}
        }
    }
    Ok(calls)
}

fn enlarge(table: &mut wasm_encoder::TableType, by: usize) {
    table.minimum += by as u64;
    table.maximum = table.maximum.map(|maximum| maximum + by as u64);
}

fn shared_name(n: u32) -> String {
    format!("{SHARED}{n}")
}

#[cfg(test)]
mod tests;
