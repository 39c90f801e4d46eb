output "california" {
  value = provider::vastai::region("California, US") # "US-CA"
}
