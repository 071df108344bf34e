//! The engines behind the service.

use super::{Result, Service, ServiceView};

impl Service {
    /// Engines that reported within the last day.
    pub async fn services(&self) -> Result<Vec<ServiceView>> {
        let now = self.ctx.store.now().await?;
        let interval = u32::try_from(self.ctx.config.lease.as_secs() / 3).unwrap_or(u32::MAX).max(1);
        let engines = self.ctx.store.engines().await?;
        let view = |engine: store::EngineRow| ServiceView {
            engine_id: engine.id.to_string(),
            binary: engine.binary,
            host: engine.host,
            created_at: engine.started_at,
            updated_at: engine.seen_at,
            up: engine.lease_until >= now,
            report_interval: interval,
        };
        Ok(engines.into_iter().map(view).collect())
    }
}
