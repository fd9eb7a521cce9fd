import type { TestProject } from 'vitest/node'
import { serveSites } from './sites.ts'

export default async ({ provide }: TestProject) => {
  const { sites, close } = await serveSites()
  provide('sites', sites)
  return close
}
