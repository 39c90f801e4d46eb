/**
 * Keeps Terraform from reading `${…}` and `%{…}` in text that is meant for a shell or a program. Tokens inside the
 * text stay what they are.
 */
export function literal(text: string): string {
  return text.replace(/([$%])\{(?!TfToken\[)/g, '$1$1{');
}
