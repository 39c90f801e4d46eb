data "vastai_user" "me" {}

output "credit_usd" {
  value = data.vastai_user.me.credit_usd
}
