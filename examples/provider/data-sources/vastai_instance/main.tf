resource "vastai_instance" "june" {
  image = "example/june:1"
  requirements = {
    gpu_name           = "RTX 3060"
    max_price_per_hour = 0.40
  }
}

# Also for an instance that another configuration, or nobody's, looks after.
data "vastai_instance" "june" {
  id = vastai_instance.june.id
}

output "machine" {
  value = "${data.vastai_instance.june.num_gpus} x ${data.vastai_instance.june.gpu_name} in ${data.vastai_instance.june.geolocation}"
}
