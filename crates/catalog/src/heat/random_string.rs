//! `OS::Heat::RandomString`: a generated text, kept secret and restorable.

use super::local;
use super::random::Stream;
use model::failure::{Failure, FailureKind};
use model::value::{Map, Value};
use resource::{
    Attribute, Constraint, Fault, Flow, Inputs, Next, Property, PropertyKind, ResourceType, Rollback, Shape, Support,
    SupportStatus, Turn, Verb,
};
use std::collections::BTreeSet;

const LETTERS_LOW: &str = "abcdefghijklmnopqrstuvwxyz";
const LETTERS_UP: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const DIGITS: &str = "0123456789";

const COUNT: &[Constraint] = &[Constraint::Range { min: Some(1.0), max: Some(512.0) }];
const CLASSES: &[Constraint] = &[Constraint::AllowedValues(&[
    "\"lettersdigits\"",
    "\"letters\"",
    "\"lowercase\"",
    "\"uppercase\"",
    "\"digits\"",
    "\"hexdigits\"",
    "\"octdigits\"",
])];

/// The type.
pub(crate) static TYPE: ResourceType = ResourceType {
    name: "OS::Heat::RandomString",
    support: Support::since("2014.1"),
    properties: &[
        Property::new("length", PropertyKind::Integer).default("32").constraints(COUNT),
        Property::new("sequence", PropertyKind::String).constraints(CLASSES).support(Support {
            status: SupportStatus::Hidden,
            version: Some("5.0.0"),
            message: None,
            previous: Some(&Support {
                status: SupportStatus::Deprecated,
                version: Some("2014.2"),
                message: Some("Use property character_classes."),
                previous: None,
            }),
        }),
        Property::new(
            "character_classes",
            PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                Property::new("class", PropertyKind::String).default("\"lettersdigits\"").constraints(CLASSES),
                Property::new("min", PropertyKind::Integer).default("1").constraints(COUNT),
            ]))]),
        )
        .default("[{\"class\": \"lettersdigits\", \"min\": 1}]"),
        Property::new(
            "character_sequences",
            PropertyKind::List(&[Property::item(PropertyKind::Map(&[
                Property::new("sequence", PropertyKind::String).required(),
                Property::new("min", PropertyKind::Integer).default("1").constraints(COUNT),
            ]))]),
        ),
        Property::new("salt", PropertyKind::String),
    ],
    attributes: &[Attribute::new("value", Some("string"))],
    shape: Shape::Flow(&Flow {
        start,
        resume: |verb, _, _, inputs| start(verb, inputs),
        attribute: |record, name| if name == "value" { record.data.get("value").cloned() } else { None },
        reference: |record| {
            let value = record.physical_id.as_ref().and(record.data.get("value"));
            value.cloned().unwrap_or_else(|| Value::str(record.path.name()))
        },
        identity: |record| record.data.get("value").map_or(Value::Null, |value| Value::map([("value", value.clone())])),
        judge: None,
        validate: Some(validate),
    }),
    rollback: Rollback { restorable: true, ..Rollback::PLAIN },
};

fn start(verb: Verb, inputs: &Inputs<'_>) -> Turn {
    match verb {
        Verb::Create => create(inputs),
        Verb::Update
        | Verb::Delete
        | Verb::Observe
        | Verb::Adopt
        | Verb::Suspend
        | Verb::Resume
        | Verb::Snapshot
        | Verb::Signal => local::nothing_to_do(verb, inputs),
    }
}

fn create(inputs: &Inputs<'_>) -> Turn {
    let lost = inputs.identity.get("value").filter(|value| value.as_str().is_some());
    let value = match lost {
        Some(value) => value.clone(),
        None => match generate(inputs.properties, &mut Stream::new(inputs.entropy)) {
            Some(text) => Value::str(text),
            None => {
                let kind = FailureKind::Invalid;
                return Turn::next(Next::Failed(Failure::new(
                    kind,
                    "IndexError",
                    "Cannot choose from an empty sequence",
                )));
            }
        },
    };
    let mut data = Map::new();
    data.insert("value", value.into_secret());
    let physical_id = Some(inputs.record.physical_name.clone());
    Turn { physical_id, data: Some(data), metadata: None, next: Next::Done(None) }
}

/// One pool of characters, with how many must at least come from it.
struct Pool {
    characters: Vec<char>,
    least: usize,
}

/// A text of the wanted length; `None` if there is no character to make it of.
fn generate(properties: &Value, random: &mut Stream) -> Option<String> {
    let length = properties.get("length").and_then(Value::as_int).and_then(|n| usize::try_from(n).ok()).unwrap_or(32);
    let pools = pools(properties);
    let mut text = Vec::with_capacity(length);
    for pool in &pools {
        for _ in 0..pool.least {
            text.push(random.choose(&pool.characters)?);
        }
    }
    let all: Vec<char> =
        pools.iter().flat_map(|p| p.characters.iter().copied()).collect::<BTreeSet<_>>().into_iter().collect();
    while text.len() < length {
        text.push(random.choose(&all)?);
    }
    random.shuffle(&mut text);
    text.truncate(length);
    Some(text.into_iter().collect())
}

fn pools(properties: &Value) -> Vec<Pool> {
    let items = |name: &str| properties.get(name).and_then(Value::as_list).unwrap_or_default().to_vec();
    let least =
        |item: &Value| item.get("min").and_then(Value::as_int).and_then(|n| usize::try_from(n).ok()).unwrap_or(1);
    let text = |item: &Value, key: &str| item.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let distinct = |text: &str| text.chars().collect::<BTreeSet<_>>().into_iter().collect();
    let sequences = items("character_sequences");
    let mut pools: Vec<Pool> = sequences
        .iter()
        .map(|item| Pool { characters: distinct(&text(item, "sequence")), least: least(item) })
        .collect();
    // The retired property takes the place of the default classes.
    if let Some(class) = properties.get("sequence").and_then(Value::as_str).filter(|class| !class.is_empty()) {
        pools.push(Pool { characters: class_members(class), least: 1 });
        return pools;
    }
    let classes = items("character_classes");
    pools.extend(
        classes.iter().map(|item| Pool { characters: class_members(&text(item, "class")), least: least(item) }),
    );
    pools
}

fn class_members(class: &str) -> Vec<char> {
    let parts: &[&str] = match class {
        "letters" => &[LETTERS_LOW, LETTERS_UP],
        "lowercase" => &[LETTERS_LOW],
        "uppercase" => &[LETTERS_UP],
        "digits" => &[DIGITS],
        "hexdigits" => &[DIGITS, "ABCDEF"],
        "octdigits" => &["01234567"],
        _ => &[LETTERS_LOW, LETTERS_UP, DIGITS],
    };
    parts.iter().flat_map(|part| part.chars()).collect()
}

fn validate(properties: &Value) -> Result<(), Fault> {
    let parts = ["length", "character_classes", "character_sequences"].map(|name| properties.get(name));
    if parts.iter().flatten().any(|part| part.has_unknown()) {
        return Ok(());
    }
    let [length, classes, sequences] = parts;
    let least = |items: Option<&Value>| -> i64 {
        let items = items.and_then(Value::as_list).unwrap_or_default();
        items.iter().filter_map(|item| item.get("min").and_then(Value::as_int)).sum()
    };
    let length = length.and_then(Value::as_int).unwrap_or(32);
    if least(classes) + least(sequences) > length {
        return Err(Fault::new(
            "Length property cannot be smaller than combined character class and character sequence minimums",
        ));
    }
    Ok(())
}
