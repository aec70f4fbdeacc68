/** The package has no types for its schemas; the tests name them by hand. */
declare module 'discord-api-spec/zod'
