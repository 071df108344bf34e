//! Random stacks and random edits of them.

use crate::dice::Dice;
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;

/// A stack's definition, before it is a template.
#[derive(Clone, Debug)]
pub struct Sketch {
    resources: Vec<Item>,
    inner: Vec<Item>,
}

#[derive(Clone, Debug)]
struct Item {
    name: String,
    kind: usize,
    /// What the properties are made of.
    numbers: [usize; 4],
    fails: bool,
    /// Places of earlier resources that it refers to.
    refers: Option<usize>,
}

const KINDS: usize = 7;

impl Sketch {
    /// A new one.
    pub fn new(dice: &mut Dice) -> Self {
        let count = 1 + dice.below(5);
        let resources = (0..count).map(|place| Item::new(dice, place, true)).collect();
        let count = 1 + dice.below(3);
        let inner = (0..count).map(|place| Item::new(dice, place, false)).collect();
        Self { resources, inner }
    }

    /// Changes it here and there.
    pub fn edit(&mut self, dice: &mut Dice) {
        for _ in 0..=dice.below(3) {
            let nested = dice.chance(30);
            let list = if nested { &mut self.inner } else { &mut self.resources };
            let place = dice.below(list.len());
            match dice.below(6) {
                0 => {
                    let place = list.len();
                    let fresh = dice.below(100);
                    let mut item = Item::new(dice, place, !nested);
                    item.name = format!("n{fresh}");
                    if list.iter().all(|other| other.name != item.name) {
                        list.push(item);
                    }
                }
                1 if list.len() > 1 => {
                    list.remove(place);
                    for item in list.iter_mut() {
                        item.refers =
                            item.refers.filter(|at| *at != place).map(|at| if at > place { at - 1 } else { at });
                    }
                }
                2 => {
                    if let Some(item) = list.get_mut(place) {
                        item.fails = !item.fails;
                    }
                }
                _ => {
                    if let Some(item) = list.get_mut(place) {
                        let which = dice.below(item.numbers.len());
                        if let Some(number) = item.numbers.get_mut(which) {
                            *number = dice.below(5);
                        }
                    }
                }
            }
        }
    }

    /// Nothing in it fails on purpose any more.
    pub fn mend(&mut self) {
        self.resources.iter_mut().chain(&mut self.inner).for_each(|item| item.fails = false);
    }

    /// The template.
    pub fn template(&self) -> Map<String, Json> {
        document(&self.resources)
    }

    /// The files beside it.
    pub fn files(&self) -> BTreeMap<String, String> {
        let text = Json::Object(document(&self.inner)).to_string();
        BTreeMap::from([("inner.yaml".to_owned(), text)])
    }
}

fn document(items: &[Item]) -> Map<String, Json> {
    let resources: Map<String, Json> = items.iter().map(|item| (item.name.clone(), item.section(items))).collect();
    let outputs: Map<String, Json> = items
        .iter()
        .filter(|item| item.kind <= 1)
        .map(|item| (item.name.clone(), json!({"value": {"get_attr": [item.name, "value"]}})))
        .collect();
    let all = json!({
        "heat_template_version": "2018-08-31",
        "parameters": {"size": {"type": "number", "default": 1}},
        "resources": resources,
        "outputs": outputs,
    });
    match all {
        Json::Object(map) => map,
        _ => Map::new(),
    }
}

impl Item {
    fn new(dice: &mut Dice, place: usize, holders: bool) -> Self {
        let kind = dice.below(if holders { KINDS } else { KINDS - 2 });
        let refers = (place > 0 && dice.chance(60)).then(|| dice.below(place));
        Self {
            name: format!("r{place}"),
            kind,
            numbers: [dice.below(5), dice.below(5), dice.below(5), dice.below(5)],
            fails: dice.chance(6),
            refers,
        }
    }

    fn section(&self, items: &[Item]) -> Json {
        let [a, b, c, d] = self.numbers;
        let source = self.refers.and_then(|at| items.get(at)).filter(|other| other.name != self.name);
        let value = |fallback: Json| match source {
            Some(other) if other.kind <= 1 => json!({"get_attr": [other.name, "value"]}),
            Some(other) if other.kind == 3 || other.kind == 4 => json!({"get_attr": [other.name, "token"]}),
            Some(other) => json!({"get_resource": other.name}),
            None => fallback,
        };
        let label = if b == 0 { value(json!("x")) } else { json!(format!("l{b}")) };
        let mut section = match self.kind {
            0 => json!({"type": "OS::Heat::RandomString", "properties": {"length": 4 + a}}),
            1 => json!({"type": "OS::Heat::Value", "properties": {"value": value(json!(a))}}),
            2 => json!({"type": "OS::Heat::TestResource", "properties": {
                "value": value(json!(format!("v{a}"))), "fail": self.fails, "update_replace": b == 1,
                "wait_secs": if c == 1 { 7 } else { 0 },
            }}),
            3 | 4 => {
                let mut properties = json!({"size": a, "label": label, "fail": self.fails});
                if let Some(other) = source.filter(|other| other.kind == 3 || other.kind == 4)
                    && let Some(map) = properties.as_object_mut()
                {
                    map.insert("uses".to_owned(), json!({"get_resource": other.name}));
                }
                json!({"type": if self.kind == 3 { "Sim::Box" } else { "Sim::Slow" }, "properties": properties})
            }
            5 => json!({"type": "inner.yaml", "properties": {"size": a}}),
            _ => json!({"type": "OS::Heat::ResourceGroup", "properties": {
                "count": c,
                "resource_def": {"type": "Sim::Box", "properties": {"size": a, "label": format!("%index%-{b}")}},
            }}),
        };
        if let (Some(other), Some(map), 0) = (source, section.as_object_mut(), d) {
            map.insert("depends_on".to_owned(), json!([other.name]));
        }
        if d == 1
            && let Some(map) = section.as_object_mut()
        {
            map.insert("deletion_policy".to_owned(), json!("Retain"));
        }
        section
    }
}
