data "vastai_instances" "june" {
  label = "june"
}

# Where they run: "US-CA", "CA-ON", "DE", ...
output "regions" {
  value = data.vastai_instances.june.instances[*].region
}
