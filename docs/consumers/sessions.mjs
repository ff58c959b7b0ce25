// Prints every BGP session of the fleet and each change of it. Needs kafkajs: npm install kafkajs@2.2.4
import kafkajs from 'kafkajs'

const brokers = (process.env.KAFKA_BOOTSTRAP_SERVERS ?? 'localhost:9092').split(',')
const consumer = new kafkajs.Kafka({ brokers }).consumer({ groupId: `sessions-${process.pid}-${Date.now()}` })
const told = new Map(), shown = new Map()
const show = () => told.forEach(({ at, session }, key) => {
  const gone = !session || session.lifecycle === 'REMOVED'
  const silent = !gone && Date.now() - at > 3000 * (session.heartbeatSeconds ?? 30)
  const state = gone ? 'REMOVED' : silent ? 'UNKNOWN' : session.state
  if (shown.get(key) !== state) console.log(key, state, session?.reason?.code ?? '')
  shown.set(key, state)
})
await consumer.connect()
await consumer.subscribe({ topic: 'heliograph.sessions', fromBeginning: true })
await consumer.run({ eachMessage: async ({ message: { key, value, timestamp } }) => {
  told.set(`${key}`, { at: Number(timestamp), session: value && JSON.parse(value) })
  show()
} })
setInterval(show, 500)
