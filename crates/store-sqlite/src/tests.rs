//! Every statement is one that SQLite understands and answers by an index.

use crate::{list, migration, rotate, sql};
use model::goal::{StackAction, Status};
use rusqlite::Connection;
use store::{EventFilter, StackFilter};

fn database() -> Connection {
    let mut connection = Connection::open_in_memory().unwrap();
    migration::migrate(&mut connection, ":memory:").unwrap();
    connection
}

/// Lists with every filter on, and with none.
fn lists() -> Vec<String> {
    let mut ids = model::SeededIds::new(1);
    let (stack, event) = (model::StackId::draw(&mut ids), model::EventId::draw(&mut ids));
    let texts = || vec!["a".to_owned(), "b".to_owned()];
    let sort = ["stack_name", "stack_status", "creation_time", "updated_time"].map(|key| (key.to_owned(), true));
    let stacks = StackFilter {
        project: Some("demo".to_owned()),
        ids: vec![stack],
        names: texts(),
        actions: vec![StackAction::Create],
        statuses: vec![Status::Failed],
        tags: texts(),
        tags_any: texts(),
        not_tags: texts(),
        not_tags_any: texts(),
        owners: texts(),
        show_deleted: false,
        show_nested: false,
        sort: sort.to_vec(),
        marker: Some(stack),
        limit: Some(3),
    };
    let events = EventFilter {
        stacks: vec![stack],
        resource: Some("a".to_owned()),
        actions: vec![StackAction::Create],
        statuses: vec![Status::Failed],
        types: texts(),
        names: texts(),
        descending: true,
        marker: Some(event),
        limit: Some(3),
    };
    let filters = [stacks, StackFilter::default()];
    let mut lists: Vec<String> =
        filters.iter().flat_map(|filter| [list::stacks(filter).sql, list::count_stacks(filter).sql]).collect();
    lists.extend([events, EventFilter::default()].iter().map(|filter| list::events(filter).sql));
    lists
}

#[test]
fn every_statement_can_be_prepared() {
    let connection = database();
    for (name, sql) in sql::ALL {
        connection.prepare(sql).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    for sql in lists().into_iter().chain(rotate::statements().map(str::to_owned)) {
        connection.prepare(&sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
    }
}

/// What the queue and the requests of clients ask for must not get slower with the number of stacks: no table is read through.
/// (Lists over all projects, engines and keys are.)
#[test]
fn statements_use_indexes() {
    let connection = database();
    let listed =
        list::stacks(&StackFilter { project: Some("demo".to_owned()), limit: Some(3), ..StackFilter::default() });
    let fixed = sql::ALL.iter().filter(|(name, _)| !["ENGINES", "KEY_IDS", "KEYS_DELETE"].contains(name));
    for (name, sql) in fixed.copied().chain([("a page of stacks", listed.sql.as_str())]) {
        let mut explained = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let nulls = vec![rusqlite::types::Null; explained.parameter_count()];
        let lines = explained.query_map(rusqlite::params_from_iter(nulls), |row| row.get::<_, String>(3)).unwrap();
        for line in lines {
            let line = line.unwrap();
            let scan = line.starts_with("SCAN") && !line.contains("USING") && line != "SCAN CONSTANT ROW";
            let sorted = name == "a page of stacks" && line.contains("TEMP B-TREE");
            let few = ["SCAN engine", "SCAN candidate"].contains(&line.as_str());
            let whole_tree = name == "SWEEPABLE" && line.contains("incarnation_changed");
            assert!(!scan && !sorted && !whole_tree || few, "{name}: {line}");
        }
    }
}
