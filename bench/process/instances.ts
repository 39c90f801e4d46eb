import type { SimulatorProcess } from './simulator';

/** A configuration with so many instances, each with an offer of its own. Claims are those of this amount alone. */
export async function instancesHcl(simulator: SimulatorProcess, amount: number): Promise<string> {
  const claim = amount.toString(16).padStart(6, '0');
  const offers = (await simulator.offers(amount)).map(
    ({ id, machineId, pricePerHour }) =>
      `    { id = ${id}, machine_id = ${machineId}, price_per_hour = ${pricePerHour} },`,
  );
  if (offers.length < amount) throw new Error(`the market shows ${offers.length} offers, not ${amount}`);
  return `terraform {
  required_providers {
    vastai = {
      source = "vast-gpu.internal/vast-gpu/vastai"
    }
  }
}

locals {
  offers = [
${offers.join('\n')}
  ]
}

resource "vastai_instance" "all" {
  count = ${amount}
  image = "example/june:1"
  ports = ["8001/tcp"]
  claim = format("${claim}%06x", count.index)
  offers = [local.offers[count.index]]
  requirements = {
    gpu_name           = "RTX 3060"
    max_price_per_hour = 0.5
  }
  timeouts = { create = "24h", delete = "24h" }
  lifecycle {
    ignore_changes = [offers, preferences]
  }
}
`;
}

/** As many resources that Terraform has built in. */
export const dataHcl = (amount: number): string => `resource "terraform_data" "all" {
  count = ${amount}
  input = { image = "example/june:1", number = count.index }
}
`;
