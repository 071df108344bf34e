//! What a commit and a claim cost: `cargo run --release -p store-sqlite --example commit_cost`.
//!
//! 64 callers at once end the steps of one operation, each with one commit of five writes (step, record, two journal lines, event), in
//! a file with `synchronous=FULL`. CPU time is that of the whole process, callers and documents included.
#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on may end")]
#![expect(clippy::disallowed_methods, reason = "this measures real time")]

use model::incarnation::Incarnation;
use model::step::StepStatus;
use model::write::{Fence, Write};
use std::time::{Duration, Instant};
use store::conformance::sample::Samples;
use store::{Claimed, Incarnations, Store, Work};
use store_sqlite::{KeyRing, SqliteStore};

const STEPS: usize = 20_000;
const CALLERS: usize = 64;

/// CPU time of this process so far: user and system, in hundredths of a second.
fn cpu() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
    let ticks: u64 = fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap();
    Duration::from_millis(ticks * 10)
}

struct Measure(Instant, Duration);

impl Measure {
    fn start() -> Self {
        Self(Instant::now(), cpu())
    }

    fn tell(&self, what: &str, count: usize) {
        let (wall, cpu) = (self.0.elapsed(), cpu() - self.1);
        let each = |time: Duration| time.as_secs_f64() * 1e6 / count as f64;
        println!("{what:<46} {count:>6} times  {:>8.1} µs CPU  {:>8.1} µs wall each", each(cpu), each(wall));
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let folder = std::env::temp_dir().join(format!("carnot-commit-cost-{}", std::process::id()));
    let store = SqliteStore::open(folder.join("store.db"), KeyRing::ephemeral().unwrap()).unwrap();
    let mut samples = Samples::new(1);
    let engine = samples.engine();
    store.heartbeat(engine, "here", Duration::from_secs(3600)).await.unwrap();
    let mut stack = samples.stack("demo", "s");
    let operation = samples.operation(&mut stack);
    let none: &[u32] = &[];
    let plan = samples.plan(&stack, &vec![none; STEPS]);
    let records: Vec<Incarnation> = (0..STEPS).map(|number| samples.record(&stack, &format!("r{number}"))).collect();
    let mut writes = vec![
        Write::Operation(Box::new(operation.clone())),
        Write::Steps { operation: operation.id, plan: plan.id },
        Write::Plan(Box::new(plan)),
        Write::Stack(Box::new(stack.clone())),
    ];
    writes.extend(records.iter().map(|record| Write::Incarnation(Box::new(record.clone()))));
    let measure = Measure::start();
    store.commit(Fence::None, writes).await.unwrap();
    measure.tell("accept: a record and a step laid out", STEPS);

    let fence = Fence::Operation { operation: operation.id, epoch: operation.epoch, engine };
    let measure = Measure::start();
    let mut claimed: Vec<Claimed> = Vec::new();
    while claimed.len() < STEPS {
        claimed.extend(store.claim(engine, 64).await.unwrap());
    }
    measure.tell("claim 64 steps", STEPS.div_ceil(64));

    let jobs: Vec<Vec<Write>> = claimed
        .into_iter()
        .zip(records)
        .map(|(mut claimed, mut record)| {
            (claimed.row.status, claimed.row.owner) = (StepStatus::Done, None);
            record.generation = 1;
            vec![
                Write::Journal(samples.journal(&operation, Some(record.id), "create")),
                Write::Event(Box::new(samples.event(&stack, record.path.name()))),
                Write::Journal(samples.journal(&operation, Some(record.id), "done")),
                Write::Incarnation(Box::new(record)),
                Write::Step { row: Box::new(claimed.row), release: Vec::new() },
            ]
        })
        .collect();
    let measure = Measure::start();
    let jobs = std::sync::Arc::new(std::sync::Mutex::new(jobs));
    let mut callers = tokio::task::JoinSet::new();
    for _ in 0..CALLERS {
        let (store, jobs, fence) = (store.clone(), jobs.clone(), fence.clone());
        callers.spawn(async move {
            loop {
                let next = jobs.lock().unwrap().pop();
                let Some(writes) = next else { return };
                store.commit(fence.clone(), writes).await.unwrap();
            }
        });
    }
    callers.join_all().await;
    measure.tell("commit of five writes, 64 callers", STEPS);

    let measure = Measure::start();
    let read = store.incarnations(stack.id, false).await.unwrap();
    measure.tell("read a record of a tree", read.len());
    let measure = Measure::start();
    for record in read.iter().take(2000) {
        store.incarnation(record.id).await.unwrap();
    }
    measure.tell("read one record", 2000);
    drop(store);
    std::fs::remove_dir_all(folder).unwrap();
}
