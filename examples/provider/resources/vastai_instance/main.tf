resource "vastai_instance" "june" {
  image   = "example/june:1"
  label   = "june"
  disk_gb = 40
  ports   = ["8001/tcp", "8000/tcp"]
  env     = { MODEL = "small" }
  claim   = "5ca1ab1e0001" # 12 hex digits of your own: an interrupted apply finds its rental by them

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
