/** The one way by which a page learns that something moved. */
import * as z from 'zod'
import { long } from './define.ts'
import { announcement } from './events.ts'

export const news = {
  /** Announcements from now on, until the caller goes. Names of papers are left out while nobody is signed in. */
  listen: long({ needs: 'anyone', progress: announcement, result: z.void() }),
}
