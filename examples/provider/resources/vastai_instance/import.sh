# The id is the number that the platform shows.
terraform import vastai_instance.june 27182818
