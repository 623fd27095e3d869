import { Counter, Histogram } from 'prom-client';
import { latenessBoundsMs } from '#contract/health.ts';

/** How late things happened after they fell due, in seconds; P13's figures come from it. */
const timerLateness = new Histogram({
  name: 'belay_timer_lateness_seconds',
  help: 'Time from due_at to the commit of the firing.',
  labelNames: ['kind'],
  // The steps of the health page, and beyond them those of a night that nobody was up in.
  buckets: [...latenessBoundsMs.map((ms) => ms / 1000), 60, 600, 3600],
});

const deliveries = new Counter({
  name: 'belay_outbox_deliveries_total',
  help: 'Attempts to deliver, by outcome.',
  labelNames: ['kind', 'outcome'],
});

export function observeTimer(kind: string, latenessMs: number): void {
  timerLateness.observe({ kind }, Math.max(0, latenessMs) / 1000);
}

export function observeDelivery(kind: string, outcome: string): void {
  deliveries.inc({ kind, outcome });
}
