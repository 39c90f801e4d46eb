terraform {
  required_providers {
    vastai = {
      source  = "vast-gpu.internal/vast-gpu/vastai"
      version = "0.1.0"
    }
  }
}

# The key comes from VAST_API_KEY, in the environment or in this file.
provider "vastai" {
  config_file = "config.env"
}
