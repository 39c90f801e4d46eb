# No secrets in here: whoever may use a template can read it.
resource "vastai_template" "june" {
  name                = "june"
  image               = "example/june"
  tag                 = "1"
  env                 = { MODE = "production" }
  ports               = ["8001/tcp", "8000/tcp"]
  recommended_disk_gb = 50
}

# What `template_hash_id` of an instance takes.
output "template" {
  value = vastai_template.june.hash_id
}
