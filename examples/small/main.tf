# The small resources: an SSH key, a template, and what can be asked. Nothing here costs money.
terraform {
  required_providers {
    vastai = {
      source = "vast-gpu.internal/vast-gpu/vastai"
    }
  }
}

# Instances that are created from now on get this key.
resource "vastai_ssh_key" "me" {
  public_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMe4BzRrrvkOEUR4tRbrxmfM5Ai4hxY2dBkZ2nXkjW1m me@example"
}

# No secrets in here: whoever may use a template can read it.
resource "vastai_template" "june" {
  name                = "june"
  image               = "example/june"
  tag                 = "1"
  env                 = { MODE = "production" }
  ports               = ["8001/tcp", "8000/tcp"]
  recommended_disk_gb = 50
}

data "vastai_user" "me" {}

data "vastai_instances" "june" {
  label = "june"
}

# What `template_hash_id` of an instance takes.
output "template" {
  value = vastai_template.june.hash_id
}

output "credit_usd" {
  value = data.vastai_user.me.credit_usd
}

# Where the instances labelled "june" run: "US-CA", "CA-ON", "DE", ...
output "regions" {
  value = data.vastai_instances.june.instances[*].region
}

# The same code from a text that the platform wrote, for configurations of your own.
output "california" {
  value = provider::vastai::region("California, US")
}
