//! Lists by filter, as SQL: Heat's list parameters.

use crate::row::Id;
use rusqlite::ToSql;
use rusqlite::types::Value as Column;
use store::{EventFilter, SortKey, StackFilter};

/// A statement that is being put together, with its parameters.
#[derive(Debug, Default)]
pub(crate) struct Query {
    pub(crate) sql: String,
    pub(crate) params: Vec<Column>,
}

impl Query {
    fn new(sql: &str) -> Self {
        Self { sql: sql.to_owned(), params: Vec::new() }
    }

    fn push(&mut self, sql: &str) -> &mut Self {
        self.sql.push_str(sql);
        self
    }

    fn bind(&mut self, value: impl Into<Column>) -> &mut Self {
        self.params.push(value.into());
        self.sql.push_str(&format!("?{}", self.params.len()));
        self
    }

    /// `(a, b, c)`, each bound.
    fn bind_all<T: Into<Column>>(&mut self, values: impl IntoIterator<Item = T>) -> &mut Self {
        self.push("(");
        for (place, value) in values.into_iter().enumerate() {
            if place > 0 {
                self.push(", ");
            }
            self.bind(value);
        }
        self.push(")")
    }

    /// ` AND column IN (…)`, unless anything will do.
    fn any_of<T: Into<Column>>(&mut self, column: &str, values: impl ExactSizeIterator<Item = T>) -> &mut Self {
        if values.len() == 0 {
            return self;
        }
        self.push(&format!(" AND {column} IN ")).bind_all(values)
    }

    /// The parameters as rusqlite takes them.
    pub(crate) fn params(&self) -> Vec<&dyn ToSql> {
        self.params.iter().map(|value| value as &dyn ToSql).collect()
    }
}

fn id(id: uuid::Uuid) -> Column {
    Column::Blob(Id(id).0.as_bytes().to_vec())
}

/// The condition of a stack filter, behind `WHERE 1`.
fn stack_condition(query: &mut Query, filter: &StackFilter) {
    query
        .any_of("project", filter.project.iter().cloned())
        .any_of("id", filter.ids.iter().map(|stack| id(stack.0)))
        .any_of("name", filter.names.iter().cloned())
        .any_of("action", filter.actions.iter().map(|action| action.as_str().to_owned()))
        .any_of("status", filter.statuses.iter().map(|status| status.as_str().to_owned()))
        .any_of("owner", filter.owners.iter().cloned());
    for tag in &filter.tags {
        has_any(query, " AND EXISTS ", std::slice::from_ref(tag));
    }
    if !filter.tags_any.is_empty() {
        has_any(query, " AND EXISTS ", &filter.tags_any);
    }
    if !filter.not_tags.is_empty() {
        query.push(" AND NOT (1");
        for tag in &filter.not_tags {
            has_any(query, " AND EXISTS ", std::slice::from_ref(tag));
        }
        query.push(")");
    }
    if !filter.not_tags_any.is_empty() {
        has_any(query, " AND NOT EXISTS ", &filter.not_tags_any);
    }
    if !filter.show_deleted {
        query.push(" AND deleted_at IS NULL");
    }
    if !filter.show_nested {
        query.push(" AND nested = 0");
    }
}

fn has_any(query: &mut Query, exists: &str, tags: &[String]) {
    query.push(exists).push("(SELECT 1 FROM json_each(stack.tags) WHERE value IN ");
    query.bind_all(tags.iter().cloned()).push(")");
}

/// How many stacks the filter finds.
pub(crate) fn count_stacks(filter: &StackFilter) -> Query {
    let mut query = Query::new("SELECT count(*) FROM stack WHERE 1");
    stack_condition(&mut query, filter);
    query
}

fn column(key: SortKey) -> &'static str {
    match key {
        SortKey::Name => "name",
        SortKey::Status => "status",
        SortKey::Created => "created_at",
        SortKey::Updated => "updated_at",
        SortKey::Id => "id",
    }
}

/// The page of stacks that the filter asks for: `id, version, doc`.
pub(crate) fn stacks(filter: &StackFilter) -> Query {
    let mut query = Query::new("SELECT id, version, doc FROM stack WHERE 1");
    stack_condition(&mut query, filter);
    let order = filter.order();
    if let Some(marker) = filter.marker {
        // (a > m.a) OR (a = m.a AND b > m.b) OR …; an unknown marker counts for nothing.
        query.push(" AND (NOT EXISTS (SELECT 1 FROM stack WHERE id = ").bind(id(marker.0));
        query.push(") OR EXISTS (SELECT 1 FROM stack m WHERE m.id = ").bind(id(marker.0)).push(" AND (0");
        for (place, (key, descending)) in order.iter().enumerate() {
            query.push(" OR (");
            for (same, _) in order.iter().take(place) {
                query.push(&format!("stack.{0} = m.{0} AND ", column(*same)));
            }
            let sign = if *descending { '<' } else { '>' };
            query.push(&format!("stack.{0} {sign} m.{0})", column(*key)));
        }
        query.push(")))");
    }
    let by: Vec<String> = order
        .iter()
        .map(|(key, descending)| format!("{}{}", column(*key), if *descending { " DESC" } else { "" }))
        .collect();
    query.push(" ORDER BY ").push(&by.join(", "));
    if let Some(limit) = filter.limit {
        query.push(" LIMIT ").bind(i64::from(limit));
    }
    query
}

/// The page of events that the filter asks for: `id, doc`.
pub(crate) fn events(filter: &EventFilter) -> Query {
    let mut query = Query::new("SELECT id, doc FROM event WHERE stack IN ");
    query
        .bind_all(filter.stacks.iter().map(|stack| id(stack.0)))
        .any_of("name", filter.resource.iter().cloned())
        .any_of("action", filter.actions.iter().map(|action| action.as_str().to_owned()))
        .any_of("status", filter.statuses.iter().map(|status| status.as_str().to_owned()))
        .any_of("type", filter.types.iter().cloned())
        .any_of("name", filter.names.iter().cloned());
    if let Some(marker) = filter.marker {
        // Without such an event the comparison is with null, and its absence lets everything through.
        let sign = if filter.descending { '<' } else { '>' };
        query
            .push(&format!(" AND coalesce(seq {sign} (SELECT seq FROM event WHERE id = "))
            .bind(id(marker.0))
            .push("), 1)");
    }
    query.push(if filter.descending { " ORDER BY seq DESC" } else { " ORDER BY seq" });
    if let Some(limit) = filter.limit {
        query.push(" LIMIT ").bind(i64::from(limit));
    }
    query
}
