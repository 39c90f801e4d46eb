import { countryOf } from '../market/geography';
import { minBid } from '../world/allocation';
import type { Contract } from '../world/model';
import { diskPricePerHour, gpuIsBilled, gpuPricePerHour, prepaidUntil } from '../world/money';
import type { World } from '../world/world';
import { hardwareRow, type Row } from './hardware';
import { priceObject } from './price';

function portRows(ports: ReadonlyMap<string, number>, nullPorts: readonly string[]): Row {
  const rows: Row = {};
  for (const [key, port] of ports) {
    rows[key] = nullPorts.includes(key)
      ? null
      : ['0.0.0.0', '::'].map((HostIp) => ({ HostIp, HostPort: String(port) }));
  }
  return rows;
}

function remaining(seconds: number): string {
  if (seconds <= 0) return '';
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor((seconds % 86_400) / 3_600);
  return `${Math.floor(days / 30)} Mon ${days % 30} D ${hours} Hr`;
}

/** One instance as single read and list return it (vast-api.md 4.2); `listed` adds what only the list has. */
export function instanceRow(world: World, contract: Contract, listed: boolean): Row {
  const { machine } = contract;
  const { spec } = machine;
  const { knobs } = world;
  const gpu = gpuPricePerHour(contract);
  const disk = diskPricePerHour(contract.storageCostPerGbMonth, contract.diskGb);
  const total = gpu + disk;
  const running = contract.actual === 'running';
  const seconds = (contract.endsAt - world.time) / 1000;
  const hasRun = contract.lastPorts !== null;
  const blank = knobs.addressBeforeRunning === 'null' ? null : '';
  const dlperf = spec.dlperfPerGpu * contract.gpus;
  const proxied = /ssh|jupyter/.test(contract.imageRuntype);
  const row: Row = {
    id: contract.id,
    actual_status: contract.actual,
    intended_status: contract.intended,
    cur_state: contract.current,
    next_state: contract.next,
    status_msg: contract.statusMessage,
    label: contract.label,
    image_uuid: contract.image,
    image_runtype: contract.imageRuntype,
    image_args: contract.args,
    extra_env: [...contract.env, ...Object.entries(knobs.addedEnv)],
    onstart: contract.onstart,
    template_id: contract.templateId,
    template_hash_id: contract.templateHash,
    template_name: contract.templateName,
    jupyter_token: contract.jupyterToken,
    ssh_host: proxied ? `ssh${contract.sshIdx}.vast.ai` : null,
    ssh_idx: String(contract.sshIdx),
    ssh_port: proxied ? contract.sshPort : null,
    machine_dir_ssh_port: contract.machineDirSshPort,
    ...hardwareRow(spec, contract.firstGpu, contract.gpus),
    bundle_id: contract.bundleId,
    public_ipaddr: hasRun ? `${spec.publicIp}${knobs.addressPadding}` : blank,
    local_ipaddrs: `${contract.localIp} 172.17.0.${(contract.id % 200) + 2} \n`,
    direct_port_start: contract.ports ? spec.portStart : -1,
    direct_port_end: contract.ports ? spec.portStart + spec.portCount - 1 : -1,
    start_date: contract.createdAt / 1000,
    end_date: contract.endsAt / 1000,
    duration: seconds,
    uptime_mins: null,
    time_remaining: contract.isBid ? '' : remaining(seconds),
    time_remaining_isbid: contract.isBid ? remaining(seconds) : '',
    gpu_totalram: spec.gpuRamMb * contract.gpus,
    gpu_util: running ? 0 : null,
    gpu_temp: running ? 41 : null,
    cpu_util: running ? 0.02 : null,
    mem_limit: running ? spec.cpuRamMb / 1000 : null,
    mem_usage: running ? 1.1 : null,
    vmem_usage: running ? 0 : null,
    disk_space: contract.diskGb,
    disk_util: hasRun ? 0.08 : -1,
    disk_usage: hasRun ? 3.1 : -1,
    rentable: false,
    score: (dlperf / (total + 0.01)) * spec.reliability,
    is_bid: contract.isBid,
    min_bid: minBid(contract, contract),
    dph_base: gpu,
    dph_total: total,
    storage_total_cost: disk,
    search: priceObject(gpu, contract.storageCostPerGbMonth, contract.diskGb),
    instance: priceObject(gpuIsBilled(contract) ? gpu : 0, contract.storageCostPerGbMonth, contract.diskGb),
    credit_balance: contract.prepaid > 0 ? prepaidUntil(contract, world.time) : null,
    credit_discount: contract.prepaid > 0 ? contract.discountRate : null,
    client_run_time: contract.runSeconds,
    host_run_time: (world.time - machine.listedAt) / 1000,
    dlperf_per_dphtotal: dlperf / total,
    flops_per_dphtotal: (spec.tflopsPerGpu * contract.gpus) / total,
    vram_costperhour: gpu / (spec.gpuRamMb * contract.gpus),
  };
  if (contract.ports && running) row.ports = portRows(contract.ports, knobs.nullPorts);
  if (listed) {
    row.country_code = countryOf(spec.geolocation);
    row.volume_info = [...contract.volumeIds].map((id) => ({ id, name: `V.${id}` }));
  }
  return row;
}
