/** Something that the configuration names can't be used; the message says what, for whoever runs the program. */
export class ConfigurationError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConfigurationError';
  }
}
