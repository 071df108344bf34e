//! Engines that are broken on purpose, so that the simulator can show that it notices.

use model::plan::{Plan, Stage, Work};
use model::step::StepStatus;
use store::{Fence, Write};

/// What is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Bug {
    /// Commits are not guarded by the epoch and the lease.
    SkipFence,
    /// Deletes do not wait for the commit.
    DeleteBeforeCommit,
    /// What was made is not recorded when the answer comes.
    LoseIdentity,
    /// A step is marked as done before its object exists.
    DoneTooEarly,
}

impl Bug {
    /// The commit as the broken engine makes it.
    pub fn spoil(self, fence: Fence, mut writes: Vec<Write>) -> (Fence, Vec<Write>) {
        match self {
            Self::SkipFence => return (if let Fence::Operation { .. } = fence { Fence::None } else { fence }, writes),
            Self::DeleteBeforeCommit => {
                for write in &mut writes {
                    if let Write::Plan(plan) = write {
                        unchain(plan);
                    }
                }
            }
            Self::LoseIdentity => {
                let learns = |write: &Write| match write {
                    Write::Incarnation(record) => {
                        record.physical_id.as_deref().is_some_and(|id| id.starts_with("box-")) && record.generation <= 3
                    }
                    _ => false,
                };
                writes.retain(|write| !learns(write));
            }
            Self::DoneTooEarly => {
                for write in &mut writes {
                    if let Write::Step { row, .. } = write
                        && row.status == StepStatus::Waiting
                    {
                        row.status = StepStatus::Done;
                        row.stage = None;
                    }
                }
            }
        }
        (fence, writes)
    }
}

/// Takes the edges from the commit to the deletes out of a plan.
fn unchain(plan: &mut Plan) {
    let deletes: Vec<u32> = plan
        .steps
        .iter()
        .filter(|step| step.stage == Stage::Sweep && matches!(step.work, Work::Delete { .. }))
        .map(|step| step.index)
        .collect();
    for step in &mut plan.steps {
        if step.stage == Stage::Commit {
            step.next.retain(|next| !deletes.contains(next));
        }
    }
    let mut waits = vec![0; plan.steps.len()];
    for next in plan.steps.iter().flat_map(|step| &step.next) {
        if let Some(count) = waits.get_mut(*next as usize) {
            *count += 1;
        }
    }
    for (step, waits) in plan.steps.iter_mut().zip(waits) {
        step.waits = waits;
    }
}
