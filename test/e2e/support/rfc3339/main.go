// Command rfc3339 reads instants, one a line, and writes what Go's own parser and format make of each: what the provider does to an expiry.
package main

import (
	"bufio"
	"fmt"
	"os"
	"time"
)

func main() {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		instant, err := time.Parse(time.RFC3339, lines.Text())
		if err != nil {
			fmt.Println("error:", err)
			continue
		}
		fmt.Println(instant.Format(time.RFC3339), instant.Unix())
	}
}
