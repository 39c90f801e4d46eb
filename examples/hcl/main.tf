# A GPU for two services, without CDKTF. The key comes from VAST_API_KEY.

terraform {
  required_providers {
    vastai = {
      source  = "vast-gpu.internal/vast-gpu/vastai"
      version = "0.1.0"
    }
  }
}

provider "vastai" {}

locals {
  ports = ["8001/tcp", "8000/tcp"]
  requirements = {
    gpu_name           = "RTX 3060"
    max_price_per_hour = 0.40
    regions            = ["US-CA", "US-WA", "US", "CA"]
  }
}

# Ranks the market at every plan, as `cdktf synth` does.
data "vastai_offers" "gpu" {
  requirements = local.requirements
  ports        = local.ports
}

resource "vastai_instance" "june" {
  image        = "example/june:1"
  label        = "june"
  ports        = local.ports
  requirements = local.requirements
  offers       = data.vastai_offers.gpu.candidates
  claim        = "5ca1ab1e0001" # 12 hex digits of your own: an interrupted apply finds its rental by them

  # The candidates serve the creation only; tomorrow's market must not touch this machine.
  lifecycle {
    ignore_changes = [offers]
  }
}

# Waits until both services answer on their mapped ports.
resource "vastai_readiness" "june" {
  instance_id = vastai_instance.june.id
  public_ip   = vastai_instance.june.public_ip
  port_map    = vastai_instance.june.port_map
  power       = vastai_instance.june.power
  services = [
    { name = "june-stt", port = "8001/tcp" },
    { name = "june-tts", port = "8000/tcp" },
  ]
}

output "why" {
  value = data.vastai_offers.gpu.explanation
}

output "endpoints" {
  value = {
    for endpoint in vastai_readiness.june.endpoints :
    endpoint.name => "${endpoint.address}:${endpoint.port}"
  }
}
