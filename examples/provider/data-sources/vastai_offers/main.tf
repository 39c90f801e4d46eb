data "vastai_offers" "gpu" {
  requirements = {
    gpu_name           = "RTX 3060"
    max_price_per_hour = 0.40
    regions            = ["US-CA", "US-WA", "US", "CA"]
  }
  preferences = { region_policy = "score" }
  ports       = ["8001/tcp"]
}

output "why" {
  value = data.vastai_offers.gpu.explanation
}
