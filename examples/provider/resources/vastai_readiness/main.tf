resource "vastai_instance" "june" {
  image = "example/june:1"
  ports = ["8001/tcp", "8000/tcp"]
  requirements = {
    gpu_name           = "RTX 3060"
    max_price_per_hour = 0.40
  }
}

resource "vastai_readiness" "june" {
  instance_id = vastai_instance.june.id
  public_ip   = vastai_instance.june.public_ip
  port_map    = vastai_instance.june.port_map
  power       = vastai_instance.june.power
  services = [
    { name = "june-tts", port = "8000/tcp" },
    {
      name              = "june-stt"
      port              = "8001/tcp"
      type              = "http"
      http              = { path = "/health", status = "200" }
      interval          = "5s"
      healthy_threshold = 2
    },
  ]

  # A large model may load for a while.
  timeouts = { create = "30m", update = "30m" }
}

output "endpoints" {
  value = {
    for endpoint in vastai_readiness.june.endpoints :
    endpoint.name => "${endpoint.address}:${endpoint.port}"
  }
}
