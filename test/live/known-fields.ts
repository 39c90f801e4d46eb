/** The fields of vast-api.md 2.5, 4.2 and 5.10: which of them our code reads, and as what. */
import type { FieldTable } from './fields';

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const HARDWARE = words(`
  bundle_id hosting_type external cluster_id hostname resource_type logo webpage gpu_frac gpu_mem_bw gpu_lanes gpu_ids
  gpu_arch compute_cap cuda_max_good driver_version driver_vers gpu_display_active gpu_max_power gpu_max_temp bw_nvlink
  pci_gen pcie_bw total_flops cpu_name cpu_arch cpu_ghz cpu_cores cpu_cores_effective cpu_ram has_avx disk_bw disk_name
  mobo_name os_version inet_down_cost inet_up_cost internet_down_cost_per_tb internet_up_cost_per_tb static_ip geolocode
  storage_cost reliability2 vericode is_vm_deverified vms_enabled score dlperf dlperf_per_dphtotal flops_per_dphtotal
  end_date time_remaining time_remaining_isbid direct_port_start direct_port_end vram_costperhour search
`);

const VERIFICATION = ['verified', 'unverified', 'deverified'];

/** A row of a search. */
export const OFFER_FIELDS: FieldTable = {
  read: {
    id: 'plain number',
    ask_contract_id: 'number',
    machine_id: 'plain number',
    host_id: 'plain number',
    hosting_type: 'plain number',
    gpu_name: 'plain text',
    num_gpus: 'plain number',
    gpu_ram: 'plain number',
    dph_total: 'plain number',
    reliability: 'plain number',
    inet_down: 'plain number',
    inet_up: 'plain number',
    disk_space: 'plain number',
    direct_port_count: 'plain number',
    duration: 'plain number',
    start_date: 'plain number',
    verification: 'plain text',
    rentable: 'plain flag',
    rented: 'plain flag',
    geolocation: 'plain text',
    public_ipaddr: 'plain text',
  },
  documented: [
    ...HARDWARE.filter((field) => field !== 'hosting_type'),
    ...words(`
      bundled_results rn gpu_total_ram dph_base min_bid is_bid storage_total_cost instance dph_total_adj discount_rate
      discounted_hourly discounted_dph_total credit_discount_max platform_fee avail_vol_ask_id avail_vol_dph
      avail_vol_size nw_disk_min_bw nw_disk_avg_bw nw_disk_max_bw reliability_mult expected_reliability sla_sigma_x
      sla_broker_rate sla_r_claim
    `),
  ],
  values: { verification: VERIFICATION },
};

const STATES = ['running', 'stopped'];

/** An instance, from a list or a read of its own. */
export const INSTANCE_FIELDS: FieldTable = {
  read: {
    id: 'id',
    actual_status: 'text',
    intended_status: 'text',
    cur_state: 'text',
    next_state: 'text',
    status_msg: 'text',
    label: 'text',
    image_uuid: 'text',
    image_runtype: 'text',
    image_args: 'texts',
    onstart: 'text',
    extra_env: 'pairs',
    public_ipaddr: 'text',
    ssh_host: 'text',
    ssh_port: 'number',
    machine_id: 'id',
    host_id: 'id',
    geolocation: 'text',
    gpu_name: 'text',
    num_gpus: 'number',
    gpu_ram: 'number',
    disk_space: 'number',
    verification: 'text',
    inet_down: 'number',
    inet_up: 'number',
    direct_port_count: 'number',
    dph_total: 'number',
    dph_base: 'number',
    template_hash_id: 'text',
    storage_total_cost: 'number',
    instance: 'object',
    is_bid: 'flag',
    min_bid: 'number',
    start_date: 'number',
    end_date: 'number',
    reliability2: 'number',
  },
  documented: [
    ...HARDWARE.filter((field) => !['reliability2', 'end_date'].includes(field)),
    ...words(`
      ports reliability template_id template_name jupyter_token ssh_idx machine_dir_ssh_port local_ipaddrs duration
      uptime_mins gpu_totalram gpu_util gpu_temp cpu_util mem_limit mem_usage vmem_usage disk_util disk_usage rentable
      credit_balance credit_discount credit_discount_max platform_fee client_run_time host_run_time country_code volume_info
    `),
  ],
  values: {
    actual_status: words(
      'created loading running stopped frozen exited rebooting recycling restarting unknown offline',
    ),
    intended_status: STATES,
    cur_state: STATES,
    next_state: STATES,
    verification: VERIFICATION,
  },
};

/** The account of the key. */
export const USER_FIELDS: FieldTable = {
  read: { id: 'id', email: 'text', credit: 'number', balance: 'number' },
  documented: words('username ssh_key sid key_id'),
};
