// Command pause is the process of a pod's sandbox: it holds the pod's namespaces and does nothing until it is told to
// end. It is made here because no image registry is asked for one.
package main

import (
	"os"
	"os/signal"
	"syscall"
)

func main() {
	told := make(chan os.Signal, 1)
	signal.Notify(told, syscall.SIGTERM, syscall.SIGINT)
	<-told
}
