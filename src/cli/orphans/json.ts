import type { OrphanReport } from './report';

/** Grows when a member changes its meaning or goes; a new member does not count. */
const FORMAT_VERSION = 1;

/** The report for programs, as docs/command.md describes it. */
export function renderOrphansJson(report: OrphanReport): string {
  return `${JSON.stringify(
    {
      format_version: FORMAT_VERSION,
      taken_at: report.takenAt,
      states: report.states?.map(({ name, held }) => ({ name, instances: held.length })) ?? null,
      rentals: report.rentals.map((rental) => ({
        id: rental.id,
        stage: rental.stage,
        claim: rental.claim,
        nonce: rental.nonce,
        label: rental.label,
        machine_id: rental.machineId,
        host_id: rental.hostId,
        gpu_name: rental.gpuName,
        num_gpus: rental.numGpus,
        region: rental.region,
        geolocation: rental.geolocation,
        status: rental.status,
        stopped: rental.stopped,
        started_at: rental.startedAt,
        age_seconds: rental.ageSeconds,
        usd_per_hour: rental.cost.perHour,
        usd_per_hour_running: rental.cost.perHourRunning,
        usd_so_far_at_least: rental.cost.soFarAtLeast,
        usd_so_far_at_most: rental.cost.soFarAtMost,
        known: rental.known,
        held_by: rental.heldBy.map(({ state, address, doomed }) => ({ state, address, doomed })),
        next: rental.next,
      })),
      unmarked: report.unmarked,
      gone: report.gone.map(({ state, address, id, doomed }) => ({ state, address, id, doomed })),
      unplaced: report.unplaced.map(({ state, address, claim, nonce }) => ({ state, address, claim, nonce })),
    },
    null,
    2,
  )}\n`;
}
