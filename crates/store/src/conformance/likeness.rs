//! For any history of engines at work: a store does what the one in memory does.

use super::fixture::{LEASE, block_on};
use super::sample::Samples;
use crate::memory::{Clock, MemoryStore};
use crate::{Claimed, Committed, Error, Result, Store};
use model::operation::{Operation, OperationPhase};
use model::stack::Stack;
use model::step::{StepRow, StepStatus};
use model::write::{Fence, Write};
use model::{EngineId, OperationId, StackId, Timestamp};
use proptest::prelude::{Just, Strategy, any};
use proptest::prop_oneof;
use proptest::test_runner::{Config, TestRunner};
use std::time::Duration;

/// How many histories are tried.
const CASES: u32 = 64;

const STACKS: usize = 3;
const ENGINES: usize = 2;

/// Graphs of steps: what each step waits for.
const SHAPES: [&[&[u32]]; 4] = [&[&[], &[], &[0, 1], &[2], &[]], &[&[]], &[&[], &[0], &[0], &[1, 2]], &[]];

/// Something that happens. Numbers are taken modulo of what there is.
#[derive(Clone, Debug)]
enum Happening {
    Heartbeat {
        engine: usize,
        alive: bool,
    },
    SignOff(usize),
    Claim {
        engine: usize,
        limit: u32,
    },
    /// A claimed step is written under its operation's fence, or under none.
    Write {
        claimed: usize,
        status: StepStatus,
        due: bool,
        fenced: bool,
        forget: bool,
    },
    Reap,
    Supersede {
        stack: usize,
        phase: OperationPhase,
        shape: usize,
    },
    Phase {
        stack: usize,
        phase: OperationPhase,
        halting: bool,
        overdue: bool,
    },
    LayOut {
        stack: usize,
        shape: usize,
    },
    Disown(usize),
    Stale {
        stack: usize,
        behind: u64,
    },
    Forget(usize),
}

fn happening() -> impl Strategy<Value = Happening> {
    let number = 0..64_usize;
    let phase = || proptest::sample::select(OperationPhase::ALL);
    let status = proptest::sample::select(StepStatus::ALL);
    prop_oneof![
        2 => (number.clone(), any::<bool>()).prop_map(|(engine, alive)| Happening::Heartbeat { engine, alive }),
        1 => number.clone().prop_map(Happening::SignOff),
        8 => (number.clone(), 0..4_u32).prop_map(|(engine, limit)| Happening::Claim { engine, limit }),
        12 => (number.clone(), status, any::<bool>(), any::<bool>(), any::<bool>()).prop_map(
            |(claimed, status, due, fenced, forget)| Happening::Write { claimed, status, due, fenced, forget }
        ),
        2 => Just(Happening::Reap),
        2 => (number.clone(), phase(), number.clone())
            .prop_map(|(stack, phase, shape)| Happening::Supersede { stack, phase, shape }),
        3 => (number.clone(), phase(), any::<bool>(), any::<bool>())
            .prop_map(|(stack, phase, halting, overdue)| Happening::Phase { stack, phase, halting, overdue }),
        2 => (number.clone(), number.clone()).prop_map(|(stack, shape)| Happening::LayOut { stack, shape }),
        1 => number.clone().prop_map(Happening::Disown),
        1 => (number.clone(), 0..3_u64).prop_map(|(stack, behind)| Happening::Stale { stack, behind }),
        1 => number.prop_map(Happening::Forget),
    ]
}

/// Two stores side by side, and what was written to both.
struct Pair<'a> {
    stores: [&'a dyn Store; 2],
    samples: Samples,
    engines: Vec<EngineId>,
    stacks: Vec<Stack>,
    operations: Vec<Operation>,
    /// What was claimed, as each store told it.
    claimed: Vec<[StepRow; 2]>,
}

/// Lets the same happen to a store and to one in memory, and compares everything that they say.
pub fn acts_like_memory<S: Store>(new: impl Fn() -> S) {
    let mut runner = TestRunner::new(Config { cases: CASES, failure_persistence: None, ..Config::default() });
    let histories = proptest::collection::vec(happening(), 1..60);
    let outcome = runner.run(&histories, |history| {
        let store = new();
        let clock = Clock::new(block_on(store.now()).unwrap());
        block_on(compare([&store, &MemoryStore::new(clock)], history));
        Ok(())
    });
    assert_eq!(outcome.map_err(|error| error.to_string()), Ok(()));
}

async fn compare(stores: [&dyn Store; 2], history: Vec<Happening>) {
    let mut samples = Samples::new(7);
    let engines: Vec<_> = (0..ENGINES).map(|_| samples.engine()).collect();
    for engine in &engines {
        for store in stores {
            store.heartbeat(*engine, "here", LEASE).await.unwrap();
        }
    }
    let mut pair = Pair { stores, samples, engines, stacks: Vec::new(), operations: Vec::new(), claimed: Vec::new() };
    for number in 0..STACKS {
        let mut stack = pair.samples.stack("demo", &number.to_string());
        let operation = pair.samples.operation(&mut stack);
        pair.stacks.push(stack);
        pair.operations.push(operation);
        pair.accept(number, 0).await;
    }
    for happening in history {
        pair.happen(happening).await;
        pair.look().await;
    }
}

/// Times of the two stores differ.
fn timeless(mut row: StepRow) -> StepRow {
    row.started_at = row.started_at.map(|_| Timestamp(0));
    row
}

fn word(result: &Result<Committed>) -> std::result::Result<Committed, &'static str> {
    match result {
        Ok(committed) => Ok(committed.clone()),
        Err(Error::Fenced(_)) => Err("fenced"),
        Err(Error::Exists(_)) => Err("exists"),
        Err(Error::Corrupt { .. }) => Err("corrupt"),
        Err(Error::Database(_)) => Err("database"),
    }
}

impl Pair<'_> {
    async fn commit(&mut self, fence: Fence, writes: [Vec<Write>; 2]) -> bool {
        let [first, second] = writes;
        let first = self.stores[0].commit(fence.clone(), first).await;
        let second = self.stores[1].commit(fence, second).await;
        let (mut one, mut two) = (word(&first), word(&second));
        for committed in [&mut one, &mut two].into_iter().flatten() {
            committed.idle.sort_unstable();
        }
        assert_eq!(one, two, "{first:?} {second:?}");
        first.is_ok()
    }

    async fn both(&mut self, writes: Vec<Write>) -> bool {
        self.commit(Fence::None, [writes.clone(), writes]).await
    }

    /// Writes a stack's row and its newest operation's, with steps of a shape.
    async fn accept(&mut self, stack: usize, shape: usize) {
        let plan = self.samples.plan(&self.stacks[stack], SHAPES[shape % SHAPES.len()]);
        let operation = &self.operations[stack];
        let writes = vec![
            Write::Operation(Box::new(operation.clone())),
            Write::Steps { operation: operation.id, plan: plan.id },
            Write::Plan(Box::new(plan)),
            Write::Stack(Box::new(self.stacks[stack].clone())),
        ];
        assert!(self.both(writes).await);
        self.stacks[stack].version += 1;
    }

    async fn happen(&mut self, happening: Happening) {
        match happening {
            Happening::Heartbeat { engine, alive } => {
                let lease = if alive { LEASE } else { Duration::ZERO };
                for store in self.stores {
                    store.heartbeat(self.engines[engine % ENGINES], "here", lease).await.unwrap();
                }
            }
            Happening::SignOff(engine) => {
                for store in self.stores {
                    store.sign_off(self.engines[engine % ENGINES]).await.unwrap();
                }
            }
            Happening::Claim { engine, limit } => self.claim(engine, limit).await,
            Happening::Write { claimed, status, due, fenced, forget } => {
                if !self.claimed.is_empty() {
                    let place = claimed % self.claimed.len();
                    self.write(place, status, due, fenced).await;
                    if forget {
                        self.claimed.remove(place);
                    }
                }
            }
            Happening::Reap => {
                let freed = [self.stores[0].reap().await.unwrap(), self.stores[1].reap().await.unwrap()];
                assert_eq!(freed[0], freed[1]);
            }
            other => self.change_stack(other).await,
        }
    }

    async fn change_stack(&mut self, happening: Happening) {
        match happening {
            Happening::Supersede { stack, phase, shape } => {
                let stack = stack % STACKS;
                self.operations[stack] = Operation { phase, ..self.samples.operation(&mut self.stacks[stack]) };
                self.accept(stack, shape).await;
            }
            Happening::Phase { stack, phase, halting, overdue } => {
                let operation = &mut self.operations[stack % STACKS];
                (operation.phase, operation.halting) = (phase, halting);
                operation.deadline = overdue.then_some(Timestamp(5));
                let write = Write::Operation(Box::new(operation.clone()));
                assert!(self.both(vec![write]).await);
            }
            Happening::LayOut { stack, shape } => self.accept(stack % STACKS, shape).await,
            Happening::Disown(stack) => {
                let stack = &mut self.stacks[stack % STACKS];
                stack.operation = None;
                stack.version += 1;
                let write = Write::Stack(Box::new(stack.clone()));
                assert!(self.both(vec![write]).await);
            }
            Happening::Stale { stack, behind } => {
                let row = &mut self.stacks[stack % STACKS];
                let fence = Fence::Stack { stack: row.id, version: row.version.saturating_sub(behind) };
                let writes = vec![Write::Stack(Box::new(row.clone()))];
                if self.commit(fence, [writes.clone(), writes]).await {
                    self.stacks[stack % STACKS].version += 1;
                }
            }
            Happening::Forget(stack) => {
                let stack = stack % STACKS;
                assert!(self.both(vec![Write::ForgetTree(self.stacks[stack].id)]).await);
                self.stacks[stack].version = 0;
                self.accept(stack, 0).await;
            }
            _ => {}
        }
    }

    async fn claim(&mut self, engine: usize, limit: u32) {
        let engine = self.engines[engine % ENGINES];
        let first = self.stores[0].claim(engine, limit).await.unwrap();
        let second = self.stores[1].claim(engine, limit).await.unwrap();
        let plain = |claimed: &Claimed| Claimed { row: timeless(claimed.row.clone()), ..claimed.clone() };
        assert_eq!(first.iter().map(plain).collect::<Vec<_>>(), second.iter().map(plain).collect::<Vec<_>>());
        self.claimed.extend(first.into_iter().zip(second).map(|(one, two)| [one.row, two.row]));
    }

    async fn write(&mut self, place: usize, status: StepStatus, due: bool, fenced: bool) {
        let rows = self.claimed[place].clone();
        let [id, index] = [rows[0].operation.0.as_u128(), rows[0].index.into()];
        let owner = (status == StepStatus::Running).then_some(self.engines[0]);
        let stack = self.operations.iter().position(|operation| operation.id.0.as_u128() == id);
        let next = stack.map_or(Vec::new(), |_| vec![u32::try_from(index).unwrap() + 1]);
        let steps = self.stores[1].steps(OperationId(rows[0].operation.0)).await.unwrap();
        let release: Vec<u32> = next.into_iter().filter(|next| (*next as usize) < steps.len()).collect();
        let write = |mut row: StepRow| {
            (row.status, row.owner) = (status, owner);
            row.ready_at = if due { Timestamp(7) } else { Timestamp(i64::MAX) };
            vec![Write::Step { row: Box::new(row), release: release.clone() }]
        };
        let epoch = stack.map_or(1, |stack| self.operations[stack].epoch);
        let fence = Fence::Operation { operation: rows[0].operation, epoch, engine: self.engines[0] };
        let writes = rows.map(write);
        self.commit(if fenced { fence } else { Fence::None }, writes).await;
    }

    /// Everything that the queue tells must be the same.
    async fn look(&self) {
        let mut seen = Vec::new();
        for store in self.stores {
            let mut steps = Vec::new();
            for stack in &self.stacks {
                for operation in store.operations(stack.id).await.unwrap() {
                    steps.extend(store.steps(operation.id).await.unwrap().into_iter().map(timeless));
                }
            }
            let attention: Vec<OperationId> =
                store.attention(99).await.unwrap().iter().map(|operation| operation.id).collect();
            let sweepable: Vec<StackId> = store.sweepable(99).await.unwrap();
            seen.push((steps, attention, sweepable, store.next_due().await.unwrap()));
        }
        assert_eq!(seen[0], seen[1]);
    }
}
