/** Version of hashicorp/kubernetes that the stand-in has the schema of, and that the CDKTF bindings name exactly. */
export const VERSION = '2.38.0';
