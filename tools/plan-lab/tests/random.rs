//! Random lives of stacks: creates, updates, failures, lost answers, crashes, overtaken updates, outside edits, rollbacks. Whatever
//! happens, no invariant breaks, what was complete plans to nothing, and a rollback brings back every object that still exists.
//! The same lives every time; `PROPTEST_CASES=10000` tells more of them.

#[cfg(test)]
mod random {
    use plan_lab::Lab;
    use proptest::prelude::*;
    use proptest::test_runner::RngSeed;

    /// A resource of the generated templates.
    #[derive(Clone, Debug)]
    struct Slot {
        present: bool,
        kind: u8,
        value: u8,
        refers: bool,
        broken: bool,
        odd: bool,
    }

    #[derive(Clone, Debug)]
    enum Event {
        Update {
            slots: Vec<Slot>,
            nested: Option<u8>,
        },
        Begin {
            slots: Vec<Slot>,
            nested: Option<u8>,
            steps: u8,
        },
        Fail {
            slot: u8,
            how: u8,
        },
        Crash(u8),
        Lose(u8),
        Rollback,
        RollbackFar,
        Deferred(bool),
        Protect(u8, bool),
        /// From now on the templates have a group: of so many members, in batches, of this value; or none.
        Group(Option<(u8, u8, u8, bool)>),
        Quota(u8),
        Clear,
    }

    fn slot() -> impl Strategy<Value = Slot> {
        (
            prop::bool::weighted(0.85),
            0u8..6,
            0u8..3,
            any::<bool>(),
            prop::bool::weighted(0.06),
            prop::bool::weighted(0.1),
        )
            .prop_map(|(present, kind, value, refers, broken, odd)| Slot {
                present,
                kind,
                value,
                refers,
                broken,
                odd,
            })
    }

    fn slots() -> impl Strategy<Value = Vec<Slot>> {
        prop::collection::vec(slot(), 1..6)
    }

    fn event() -> impl Strategy<Value = Event> {
        let nested = || prop::option::of(0u8..4);
        prop_oneof![
            4 => (slots(), nested()).prop_map(|(slots, nested)| Event::Update { slots, nested }),
            2 => (slots(), nested(), 0u8..6).prop_map(|(slots, nested, steps)| Event::Begin { slots, nested, steps }),
            3 => (0u8..6, 0u8..4).prop_map(|(slot, how)| Event::Fail { slot, how }),
            1 => (0u8..6).prop_map(Event::Crash),
            1 => (0u8..6).prop_map(Event::Lose),
            4 => Just(Event::Rollback),
            1 => Just(Event::RollbackFar),
            1 => any::<bool>().prop_map(Event::Deferred),
            1 => (0u8..6, any::<bool>()).prop_map(|(slot, on)| Event::Protect(slot, on)),
            3 => prop::option::weighted(0.8, (0u8..5, 0u8..3, 0u8..3, any::<bool>())).prop_map(Event::Group),
            1 => (1u8..5).prop_map(Event::Quota),
            2 => Just(Event::Clear),
        ]
    }

    /// The template of some slots. Resource `r0` may hold a nested stack with two members.
    fn template(slots: &[Slot], nested: Option<u8>) -> String {
        let mut text = "heat_template_version: 2016-10-14\nresources:\n".to_owned();
        if let Some(value) = nested {
            text.push_str(&format!("  n:\n    type: nested.yaml\n    properties: {{v: v{value}}}\n"));
        }
        let mut last: Option<usize> = None;
        for (n, slot) in slots.iter().enumerate().filter(|(_, slot)| slot.present) {
            // Most slots keep their type from one template to the next.
            let kind = if slot.odd { usize::from(slot.kind) } else { n % 6 };
            let refer = last.filter(|_| slot.refers);
            let value = match refer {
                Some(last) if kind >= 2 => format!("{{get_resource: r{last}}}"),
                _ => format!("v{}", slot.value),
            };
            let (kind, properties) = match kind {
                0 => ("OS::Heat::RandomString", format!("salt: {value}")),
                1 => ("OS::Heat::TestResource", format!("value: {value}, fail: {}", slot.broken)),
                2 => ("Lab::Net", format!("segment: {value}")),
                3 => ("Lab::Port", format!("net: {value}, ip: 10.0.0.{n}, label: v{}", slot.value)),
                4 => ("Lab::Server", format!("image: v{}, flavor: f{}, port: {value}", slot.value, slot.value)),
                _ => ("Lab::Key", format!("name: key{n}, public_key: v{}", slot.value)),
            };
            text.push_str(&format!("  r{n}:\n    type: {kind}\n    properties: {{{properties}}}\n"));
            if let Some(last) = last.filter(|_| slot.refers) {
                text.push_str(&format!("    depends_on: r{last}\n"));
            }
            last = Some(n);
        }
        if last.is_none() && nested.is_none() {
            text.push_str("  only: {type: OS::Heat::RandomString}\n");
        }
        text
    }

    /// A group of ports with addresses of their own, made and changed in batches. Some are stopped at by a hook.
    fn group((count, value, size, anew): (u8, u8, u8, bool)) -> String {
        let moved = if anew { format!("net: v{value}") } else { "net: fixed".to_owned() };
        format!(
            "  g:\n    type: OS::Heat::ResourceGroup\n    update_policy:\n      rolling_update: {{max_batch_size: {}, \
             min_in_service: {value}, pause_time: 5}}\n      batch_create: {{max_batch_size: 2}}\n    properties:\n      \
             count: {count}\n      resource_def: {{type: Lab::Port, properties: {{{moved}, ip: \"10.0.1.%index%\", \
             label: v{value}}}}}\n",
            size + 1
        )
    }

    /// Hooks on a slot and on members of the group.
    const HOOKS: &str = "resource_registry:\n  resources:\n    r1: {hooks: [pre-update, post-create]}\n    g: {\"1\": {hooks: \
                         [pre-create, pre-update, post-update]}}\n    r2: {hooks: pre-delete}\n";

    const NESTED: &str = "heat_template_version: 2016-10-14\nparameters:\n  v: {type: string}\nresources:\n  p: {type: Lab::Net, \
                          properties: {segment: {get_param: v}}}\n  q: {type: Lab::Port, properties: {net: {get_resource: p}, label: {get_param: v}}}\n";

    struct Life {
        lab: Lab,
        told: String,
        template: String,
        group: String,
    }

    impl Life {
        fn say(&mut self, line: &str, block: &str) -> String {
            let out = self.lab.run(line, block);
            self.told.push_str(&format!("> {line}\n{block}{out}"));
            let broken = out.lines().find(|line| line.starts_with("VIOLATION"));
            assert!(broken.is_none(), "{broken:?} in\n{}", self.told);
            out
        }

        /// Carries a request out; wherever it stops, the hooks are cleared.
        fn through(&mut self, request: &str) -> String {
            let mut out = self.say(request, "");
            while let Some(stopped) = out.lines().find_map(|line| line.strip_prefix("stopped: ")).map(str::to_owned) {
                for one in stopped.split(", ") {
                    let (object, hook) = one.split_once(" at ").unwrap();
                    let cleared = self.say(&format!("clear {object} {hook}"), "");
                    assert!(cleared.is_empty(), "{}", self.told);
                }
                out = self.say("run", "");
            }
            out
        }

        /// Plans what is there already: nothing is to be done.
        fn rests(&mut self, request: &str) {
            let out = self.say(&format!("plan {request}"), "");
            let touches = ["create", "rebind"].iter().any(|word| out.contains(&format!("  {word} ")));
            let idle = out.contains("at most 0 writes") && !touches;
            assert!(idle, "what is complete is planned again: {}", self.told);
        }

        fn step(&mut self, event: &Event) {
            match event {
                Event::Update { slots, nested } => {
                    let text = template(slots, *nested) + &self.group;
                    self.say("template t", &text);
                    self.template = text;
                    if self.through("update t env=hooks").contains("UPDATE_COMPLETE") {
                        self.rests("update t env=hooks");
                    }
                }
                Event::Begin { slots, nested, steps } => {
                    let text = template(slots, *nested) + &self.group;
                    self.say("template t", &text);
                    self.say("begin update t env=hooks", "");
                    self.say(&format!("step {steps}"), "");
                }
                Event::Fail { slot, how } => {
                    let how = ["refused", "lost", "half", "broken"][*how as usize];
                    self.say(&format!("fail r{slot} {how}"), "");
                }
                Event::Crash(slot) => drop(self.say(&format!("crash r{slot}"), "")),
                Event::Lose(slot) => {
                    self.say(&format!("lose r{slot}"), "");
                    self.say("observe all", "");
                }
                Event::Rollback | Event::RollbackFar => {
                    let far = matches!(event, Event::RollbackFar);
                    let request =
                        if far { "rollback 1 allow=disruptive,replace,delete_first,data_loss" } else { "rollback" };
                    self.say("observe all", "");
                    let done = "ROLLBACK_COMPLETE: Stack ROLLBACK completed successfully\n";
                    if self.through(request).contains(done) && far {
                        self.say("observe all", "");
                        self.rests(request);
                    }
                }
                Event::Group(group) => self.group = group.map(self::group).unwrap_or_default(),
                Event::Quota(most) => drop(self.say(&format!("quota net {most}"), "")),
                Event::Clear => drop(self.through("run")),
                Event::Deferred(on) => drop(self.say(if *on { "set sweep manual" } else { "set sweep immediate" }, "")),
                Event::Protect(slot, on) => {
                    self.say(&format!("{} r{slot}", if *on { "protect" } else { "unprotect" }), "");
                }
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { max_shrink_iters: 2000, failure_persistence: None, rng_seed: RngSeed::Fixed(2015), ..ProptestConfig::default() })]

        #[test]
        fn no_invariant_breaks(first in slots(), nested in prop::option::of(0u8..4), events in prop::collection::vec(event(), 1..16)) {
            let mut life = Life { lab: Lab::new(), told: String::new(), template: String::new(), group: String::new() };
            life.say("file nested.yaml", NESTED);
            life.say("file hooks", HOOKS);
            let healthy: Vec<_> = first.iter().map(|slot| Slot { broken: false, ..slot.clone() }).collect();
            life.say("template t", &template(&healthy, nested));
            life.through("create t env=hooks");
            for event in &events {
                life.step(event);
            }
            // In the end everything can be put right: a last update without faults succeeds, or what blocks it is said.
            life.say("run", "");
            life.say("show", "");
        }
    }
}
