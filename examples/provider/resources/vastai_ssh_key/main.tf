# Instances that are created from now on get this key.
resource "vastai_ssh_key" "me" {
  public_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMe4BzRrrvkOEUR4tRbrxmfM5Ai4hxY2dBkZ2nXkjW1m me@example"
}
