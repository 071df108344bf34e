//! Records of objects that do not exist yet.

use crate::decide::{Decider, Wanted};
use model::goal::{Goal, StackAction, Status};
use model::incarnation::{Health, Incarnation, Phase};
use model::value::{Map, Value};
use model::{IncarnationId, ResourcePath, StackId};

/// The longest name that a cloud takes (Heat's default).
const NAME_LIMIT: usize = 255;

impl Decider<'_, '_> {
    /// The record of a new object for a slot. A record that an earlier plan made for the slot and that never was carried out is used again.
    pub(crate) fn make(&mut self, wanted: &Wanted<'_>) -> Incarnation {
        let path = &wanted.node.path;
        let planned = self.index.at(&wanted.from).iter().copied().filter(|r| r.phase == Phase::Planned);
        let mut planned = planned.filter(|r| r.concrete_type == wanted.concrete_type && !self.bound.contains(&r.id));
        let mut record = match planned.next() {
            Some(planned) => Incarnation::clone(planned),
            None => self.blank(wanted),
        };
        record.path = path.clone();
        record.stack = wanted.place.id;
        record.type_name.clone_from(&wanted.node.type_name);
        let free = |path| self.index.current(path).is_none_or(|r| r.id == record.id);
        record.current = free(&wanted.from) && free(&wanted.node.path);
        record.metadata = if wanted.metadata.has_unknown() { Value::Null } else { wanted.metadata.clone() };
        record.requires.clone_from(&wanted.node.requires);
        record.deletion_policy = wanted.node.deletion_policy;
        record.created_by = self.operation;
        record.created_in = self.revision;
        record.created_at = self.now;
        record.updated_at = self.now;
        if let Some(id) = &wanted.node.external_id {
            record.external = true;
            record.physical_id = Some(id.clone());
        }
        if matches!(self.goal, Goal::Adopt) && !wanted.nested {
            self.take_over(path, &mut record);
        }
        record
    }

    fn blank(&mut self, wanted: &Wanted<'_>) -> Incarnation {
        let id = IncarnationId::draw(self.ids);
        let holds = wanted.nested.then(|| StackId::draw(self.ids).to_string());
        Incarnation {
            id,
            root: self.stack.id,
            stack: wanted.place.id,
            path: wanted.node.path.clone(),
            type_name: String::new(),
            concrete_type: wanted.concrete_type.to_owned(),
            physical_id: holds,
            physical_name: physical_name(&wanted.place.name, wanted.node.path.name(), id),
            phase: Phase::Planned,
            current: false,
            health: Health::Healthy,
            health_reason: None,
            action: StackAction::Init,
            status: Status::Complete,
            status_reason: String::new(),
            applied: Value::Null,
            attempted: None,
            doubts: Vec::new(),
            metadata: Value::Null,
            data: Map::new(),
            observed: None,
            claims: Vec::new(),
            handed_over: Vec::new(),
            requires: Vec::new(),
            deletion_policy: wanted.node.deletion_policy,
            external: false,
            delete_blocked_by: None,
            replaces: None,
            created_by: self.operation,
            created_in: self.revision,
            created_at: self.now,
            updated_at: self.now,
            generation: 0,
        }
    }

    /// What the client of an adopt says of a slot: the object's id, what the type keeps, metadata.
    fn take_over(&self, path: &ResourcePath, record: &mut Incarnation) {
        let mut parts = path.as_str().split('/').peekable();
        let mut level = self.adopt;
        while let (Some(part), Some(map)) = (parts.next(), level) {
            let given = map.get(part);
            if parts.peek().is_some() {
                level = given.and_then(|g| g.get("resources")).and_then(Value::as_map);
                continue;
            }
            record.physical_id = given.and_then(|g| g.get("resource_id")).and_then(Value::as_str).map(str::to_owned);
            if let Some(data) = given.and_then(|g| g.get("resource_data")).and_then(Value::as_map) {
                record.data = data.clone();
            }
            if let Some(metadata) = given.and_then(|g| g.get("metadata")).filter(|m| m.as_map().is_some()) {
                record.metadata = metadata.clone();
            }
        }
    }
}

/// Heat's form of a physical name: stack, resource and twelve characters that belong to the object.
fn physical_name(stack: &str, resource: &str, id: IncarnationId) -> String {
    const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let bits = id.0.as_u128();
    let symbol = |n: u32| ALPHABET.get(((bits >> (5 * n)) & 31) as usize).map_or('a', |b| char::from(*b));
    let short: String = (0..12).rev().map(symbol).collect();
    let name = format!("{stack}-{resource}-{short}");
    let length = name.chars().count();
    if length <= NAME_LIMIT {
        return name;
    }
    let head: String = name.chars().take(2).collect();
    let tail: String = name.chars().skip(length - (NAME_LIMIT - 3)).collect();
    format!("{head}-{tail}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::SeededIds;

    #[test]
    fn names_stay_within_the_limit_and_keep_the_object_s_part() {
        let id = IncarnationId::draw(&mut SeededIds::new(1));
        let short = physical_name("s", "r", id);
        assert!(short.starts_with("s-r-") && short.len() == 16, "{short}");
        let long = physical_name(&"s".repeat(300), "r", id);
        assert_eq!(long.chars().count(), NAME_LIMIT);
        assert!(long.ends_with(&short[4..]));
    }
}
