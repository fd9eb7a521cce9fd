/** The token service in memory, as the example has it. */
export * from '../../examples/token-service/src/service.ts'
