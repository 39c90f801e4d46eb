# The id is the number of the key.
terraform import vastai_ssh_key.me 123456
