# The id is the number of the template, not its hash.
terraform import vastai_template.june 123456
