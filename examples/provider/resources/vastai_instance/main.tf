resource "vastai_instance" "june" {
  image   = "example/june:1"
  label   = "june"
  disk_gb = 40
  ports   = ["8001/tcp", "8000/tcp"]
  env     = { MODEL = "small" }
  claim   = "5ca1ab1e0001" # 12 hex digits of your own: an interrupted apply finds its rental by them

  # In no plan and no state. A new version brings a new value into the container.
  secret_env         = { TOKEN = "from a sensitive or ephemeral variable" }
  secret_env_version = "1"

  requirements = {
    gpu_name           = "RTX 3060"
    max_price_per_hour = 0.40
    regions            = ["US-CA", "US-WA", "US", "CA"]
  }

  timeouts = { create = "20m" }
}

output "june" {
  value = "${vastai_instance.june.public_ip}:${vastai_instance.june.port_map["8001/tcp"]}"
}

# Interruptible, with SSH: cheaper, and stopped while somebody bids more. An apply then raises the bid, up to the cap.
resource "vastai_instance" "batch" {
  image           = "example/june:1"
  runtype         = "ssh_direct"
  onstart         = "nohup /opt/batch/run &"
  ssh_public_keys = ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMe4BzRrrvkOEUR4tRbrxmfM5Ai4hxY2dBkZ2nXkjW1m me@example"]
  bid             = { max_price_per_hour = 0.30 }
  on_outbid       = "rebid"

  requirements = {
    gpu_name           = "RTX 3060"
    max_price_per_hour = 0.40
  }
}

output "batch" {
  value = vastai_instance.batch.ssh
}
