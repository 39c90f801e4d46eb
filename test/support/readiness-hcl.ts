/** A readiness of the project's instance; `stt` are further members of its first service. */
export const readinessHcl = (stt: string, timeout = '6m'): string => `
resource "vastai_readiness" "june" {
  instance_id = vastai_instance.june.id
  public_ip   = vastai_instance.june.public_ip
  port_map    = vastai_instance.june.port_map
  power       = vastai_instance.june.power
  services = [
    { name = "june-stt", port = "8001/tcp", ${stt} },
    { name = "june-tts", port = "8000/tcp" },
  ]
  timeouts = { create = "${timeout}", update = "${timeout}" }
}
`;
